namespace CollabLLM.Web.Components;

/// <summary>Pages of a long list, as <see cref="PagerLinks"/> leads through them.</summary>
internal static class Paging
{
    private const int Last = 100_000;

    /// <param name="asked">The number in the address, from 1; null or senseless: the first.</param>
    public static int Number(int? asked) => Math.Clamp(asked ?? 1, 1, Last);

    /// <returns>At least 1: an empty list has a page that says so.</returns>
    public static int Count(int items, int pageSize) => Math.Max(1, (items + pageSize - 1) / pageSize);
}
