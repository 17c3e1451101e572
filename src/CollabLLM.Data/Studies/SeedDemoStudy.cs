using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Studies;

/// <summary>Makes sure that the demonstration study of <c>studies/demo.json</c> exists and is open.</summary>
public sealed class SeedDemoStudy(CreateStudy create)
{
    public const string Slug = "demo";

    /// <returns>Created, or SlugTaken when it exists already.</returns>
    public async Task<CreateResult> RunAsync(CancellationToken ct) => await create.RunAsync(Slug, await DefinitionAsync(ct), StudyState.Open, ct);

    /// <summary>What the demonstration's study file says.</summary>
    public static async Task<StudyDefinition> DefinitionAsync(CancellationToken ct)
    {
        await using var file = typeof(SeedDemoStudy).Assembly.GetManifestResourceStream("studies.demo.json")!;
        using var reader = new StreamReader(file);
        return StudyDefinition.FromJson(await reader.ReadToEndAsync(ct));
    }
}
