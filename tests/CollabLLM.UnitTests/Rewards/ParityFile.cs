using System.IO.Compression;
using System.Text.Json;
using CollabLLM.Core.Conversations;

namespace CollabLLM.UnitTests.Rewards;

/// <summary>
/// Cases made by running the published implementation with scripted models: the file that PARITY_FILE names, or the one beside the
/// repository, or the copy that ships with the tests.
/// </summary>
internal static class ParityFile
{
    private static readonly Lazy<JsonElement> Cases = new(Read);

    public static TheoryData<string> Ids(string kind)
    {
        var ids = new TheoryData<string>();
        var index = 0;
        foreach (var one in Cases.Value.GetProperty(kind).EnumerateArray()) ids.Add(IdOf(one, index++));
        return ids;
    }

    public static JsonElement Case(string kind, string id) =>
        Cases.Value.GetProperty(kind).EnumerateArray().Where((one, index) => IdOf(one, index) == id).First();

    public static Conversation Messages(JsonElement list) => new(list.EnumerateArray().Select(m => new Message(
        Enum.Parse<MessageRole>(m.GetProperty("role").GetString()!, ignoreCase: true), m.GetProperty("content").GetString()!)));

    public static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(t => t.GetString()!)];

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetDouble())];

    // With the place in the file: cases of several runs in one file may have the same id.
    private static string IdOf(JsonElement one, int index) => one.TryGetProperty("id", out var id) ? $"{index} {id.GetString()}" : $"{index}";

    private static JsonElement Read()
    {
        using var stream = Open();
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    private static Stream Open()
    {
        if (Environment.GetEnvironmentVariable("PARITY_FILE") is { Length: > 0 } named) return File.OpenRead(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "parity", "parity.json") is var beside && File.Exists(beside))
                return File.OpenRead(beside);
        return new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "parity.json.gz")), CompressionMode.Decompress);
    }
}
