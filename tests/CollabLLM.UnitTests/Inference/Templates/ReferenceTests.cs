using System.Text.Json;
using CollabLLM.Inference.Templates;

namespace CollabLLM.UnitTests.Inference.Templates;

/// <summary>
/// Prompts equal, byte for byte, to the reference implementation; what it refuses is refused. The templates come verbatim from published packages:
/// <c>@huggingface/ollama-utils</c> holds those of models on the Hub, <c>@lenml/tokenizer-*</c> whole tokenizer folders. Those in <c>tests/oracles/templates</c> are
/// written for this project in the manner of a family, and one of them for constructs alone.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> OfModels = new(() => Oracle.Run("render.mjs", "--published")
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
        .ToDictionary(template => template.GetProperty("name").GetString()!));

    public static TheoryData<string> Folders
    {
        get
        {
            var packages = Directory.EnumerateDirectories(Path.Combine(Oracle.Folder, "node_modules", "@lenml")).Select(p => Path.Combine(p, "models")).Where(HasTemplate);
            var written = Directory.EnumerateDirectories(Path.Combine(Oracle.Folder, "templates"));
            return new TheoryData<string>(packages.Concat(written).Select(f => Path.GetRelativePath(Oracle.Folder, f)).Order(StringComparer.Ordinal));
        }
    }

    public static TheoryData<string> Models => new(OfModels.Value.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Prompts_equal_the_reference(string folder)
    {
        var directory = Path.Combine(Oracle.Folder, folder);
        var template = ChatTemplate.Load(directory);

        foreach (var line in Oracle.Run("render.mjs", directory)) Check(template, JsonSerializer.Deserialize<JsonElement>(line), []);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Prompts_of_published_models_equal_the_reference(string model)
    {
        var published = OfModels.Value[model];
        var template = ChatTemplate.Parse(published.GetProperty("template").GetString()!);

        foreach (var answer in published.GetProperty("cases").EnumerateArray()) Check(template, answer, [.. published.GetProperty("tokens").EnumerateObject()]);
    }

    [Fact]
    public void At_least_twenty_five_published_templates_are_compared_on_twenty_conversations_each()
    {
        Assert.InRange(OfModels.Value.Count, 25, int.MaxValue);
        Assert.All(OfModels.Value.Values, template => Assert.InRange(template.GetProperty("cases").GetArrayLength(), 20, int.MaxValue));
    }

    private static void Check(ChatTemplate template, JsonElement answer, JsonProperty[] tokens)
    {
        var input = JsonSerializer.SerializeToElement(answer[0].EnumerateObject().Concat(tokens).ToDictionary(p => p.Name, p => p.Value));
        var expected = answer[1].GetString();
        if (expected is null) Assert.Throws<JinjaException>(() => template.Render(input));
        else Assert.Equal(expected, template.Render(input).Text);
    }

    private static bool HasTemplate(string folder) =>
        Path.Combine(folder, "tokenizer_config.json") is var file && File.Exists(file) && File.ReadAllText(file).Contains("\"chat_template\"", StringComparison.Ordinal);
}
