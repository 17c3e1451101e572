namespace CollabLLM.Inference.Engine.Attention;

/// <summary>Finds rows whose leading pages are the same, so that those are read once for all of them. Nobody has to say that requests belong together.</summary>
internal static class SharedPrefixes
{
    /// <summary>Groups with their number of common pages. Of one large group with a short prefix and several small ones with longer prefixes, what saves more page reads is taken.</summary>
    public static IEnumerable<(int Shared, StepRow[] Rows)> Find(StepRow[] rows) => Best(rows, 0).Groups;

    private static (long Saved, List<(int, StepRow[])> Groups) Best(StepRow[] rows, int depth)
    {
        var saved = 0L;
        var groups = new List<(int, StepRow[])>();
        foreach (var same in rows.GroupBy(r => PageAt(r, depth)))
        {
            var members = same.ToArray();
            if (same.Key == 0 || members.Length == 1)
            {
                groups.AddRange(members.Select(m => (0, new[] { m })));
                continue;
            }

            var common = Common(members, depth);
            var together = (long)(members.Length - 1) * common;
            var apart = Best(members, common);
            saved += Math.Max(together, apart.Saved);
            if (apart.Saved > together) groups.AddRange(apart.Groups);
            else groups.Add((common, members));
        }

        return (saved, groups);
    }

    private static int Common(StepRow[] rows, int depth)
    {
        while (PageAt(rows[0], depth) is var page && page != 0 && Array.TrueForAll(rows, r => PageAt(r, depth) == page)) depth++;
        return depth;
    }

    /// <summary>Only full pages of the past can be shared; 0 where there are no more of them.</summary>
    private static nint PageAt(StepRow row, int index) => index < row.Past / PageShape.Tokens ? row.Pages[index] : 0;
}
