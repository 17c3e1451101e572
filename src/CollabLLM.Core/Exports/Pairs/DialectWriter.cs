using System.Buffers;
using System.Text.Json;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Writes sessions in a dialect as they arrive; holds the rows of one session.</summary>
public static class DialectWriter
{
    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync(IAsyncEnumerable<ScoredSession> sessions, PairDialect dialect, Stream output, CancellationToken ct)
    {
        var rows = 0L;
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, ChatJson.Options);
        await foreach (var session in sessions.WithCancellation(ct))
        {
            foreach (var row in dialect.Rows(session))
            {
                json.WriteStartObject();
                row(json);
                json.WriteEndObject();
                json.Flush();
                json.Reset();
                buffer.Write("\n"u8);
                rows++;
            }
            await output.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }
        await output.FlushAsync(ct);
        return rows;
    }
}
