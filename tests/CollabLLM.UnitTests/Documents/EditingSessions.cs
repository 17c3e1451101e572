using System.IO.Compression;
using System.Text.Json.Nodes;

namespace CollabLLM.UnitTests.Documents;

/// <summary>1,000 random editing sessions and the documents that quill-delta 5.1.0 makes of them: <c>tests/oracles/deltas.mjs</c>.</summary>
internal static class EditingSessions
{
    public static IEnumerable<(string[] Changes, string Document)> All()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead("Golden/documents/editing-sessions.jsonl.gz"), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var session = JsonNode.Parse(line)!;
            yield return ([.. session["changes"]!.AsArray().Select(Ops)], Ops(session["document"]));
        }
    }

    private static string Ops(JsonNode? ops) => new JsonObject { ["ops"] = ops!.DeepClone() }.ToJsonString();
}
