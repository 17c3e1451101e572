using System.Buffers;

namespace CollabLLM.Core.Exports;

/// <summary>Writes rows of one table in one format. Rows go into a buffer; a full buffer goes to the output, so that memory does not grow with the table.</summary>
public abstract class TableWriter(Stream output) : IAsyncDisposable
{
    private const int FullAt = 64 * 1024;

    protected ArrayBufferWriter<byte> Buffer { get; } = new(FullAt * 2);

    public bool IsFull => Buffer.WrittenCount >= FullAt;

    public abstract void Write(ReadOnlySpan<Cell> row);

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        await output.WriteAsync(Buffer.WrittenMemory, ct);
        Buffer.ResetWrittenCount();
    }

    /// <summary>Writes what a format has at its end, and flushes.</summary>
    public async ValueTask EndAsync(CancellationToken ct)
    {
        End();
        await FlushAsync(ct);
        await output.FlushAsync(ct);
    }

    protected virtual void End() { }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
