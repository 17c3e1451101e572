using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>The packed matrices of one loaded model. A kernel finds its own by the handle in attribute <c>matrix</c>.</summary>
internal sealed class ProductHost(int threads) : IDisposable
{
    private readonly List<(GCHandle Handle, ProductLayer Layer)> layers = [];

    public long Add(PackedMatrix matrix)
    {
        var layer = new ProductLayer(matrix, threads);
        var handle = GCHandle.Alloc(layer);
        layers.Add((handle, layer));
        return GCHandle.ToIntPtr(handle);
    }

    /// <summary>The first fault of a kernel in the last step.</summary>
    public Exception? TakeFault()
    {
        Exception? first = null;
        foreach (var (_, layer) in layers) first ??= layer.TakeFault();
        return first;
    }

    public void Dispose()
    {
        foreach (var (handle, layer) in layers)
        {
            handle.Free();
            layer.Dispose();
        }

        layers.Clear();
    }
}
