using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>What the kernels of one loaded model share: the shape of its pages and the step that is running. Owned by the model's engine thread.</summary>
internal sealed class AttentionHost : IDisposable
{
    private GCHandle handle;

    public AttentionHost(PageShape shape, int threads)
    {
        Shape = shape;
        Threads = threads;
        handle = GCHandle.Alloc(this);
    }

    public PageShape Shape { get; }

    public int Threads { get; }

    /// <summary>Written into the graph as attribute <c>host</c>, so that a kernel finds its way back.</summary>
    public long Handle => GCHandle.ToIntPtr(handle);

    public AttentionStep Step { get; set; } = AttentionStep.Empty;

    /// <summary>The first fault of a kernel in this step; native code cannot carry an exception.</summary>
    public Exception? Fault { get; set; }

    public static AttentionHost At(long handle) => (AttentionHost)GCHandle.FromIntPtr((nint)handle).Target!;

    public void Dispose()
    {
        if (handle.IsAllocated) handle.Free();
    }
}
