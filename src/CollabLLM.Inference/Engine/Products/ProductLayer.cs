using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>The kernel of one product of the graph with a constant matrix.</summary>
internal sealed unsafe class ProductLayer(PackedMatrix weights, int threads) : IDisposable
{
    /// <summary>Below so many multiplications waking a thread costs more than it gives.</summary>
    private const long ParallelWork = 400_000;

    private const int MostDimensions = 8;

    private readonly PackedMatrix matrix = weights;
    private float* vectors;
    private float* results;
    private int count;
    private Exception? fault;

    public void Report(Exception seen) => fault ??= seen;

    /// <summary>The first fault of the step, once.</summary>
    public Exception? TakeFault()
    {
        var seen = fault;
        fault = null;
        return seen;
    }

    public void Compute(nint context)
    {
        nint input;
        nint data;
        OrtFunctions.Check(OrtFunctions.KernelInput(context, 0, &input));
        OrtFunctions.Check(OrtFunctions.TensorData(input, &data));
        vectors = (float*)data;
        results = Output(context, input);
        if (threads == 1 || matrix.Panels == 1 || (long)count * matrix.Rows * matrix.Columns < ParallelWork)
        {
            for (var panel = 0; panel < matrix.Panels; panel++) matrix.Multiply(panel, vectors, count, results);
            return;
        }

        var self = GCHandle.Alloc(this);
        try
        {
            OrtFunctions.Check(OrtFunctions.ParallelFor(context, &RunPanel, (nuint)matrix.Panels, 0, (void*)GCHandle.ToIntPtr(self)));
        }
        finally
        {
            self.Free();
        }
    }

    public void Dispose() => matrix.Dispose();

    /// <summary>The result has the dimensions of the input, but for the last.</summary>
    private float* Output(nint context, nint input)
    {
        var dimensions = stackalloc long[MostDimensions];
        nint shape;
        nuint rank;
        OrtFunctions.Check(OrtFunctions.TensorShape(input, &shape));
        OrtFunctions.Check(OrtFunctions.DimensionCount(shape, &rank));
        if (rank > MostDimensions) throw new InvalidOperationException($"A product was given a tensor of {rank} dimensions.");
        OrtFunctions.Check(OrtFunctions.Dimensions(shape, dimensions, rank));
        OrtFunctions.ReleaseShape(shape);
        var lines = 1L;
        for (var i = 0u; i + 1 < rank; i++) lines *= dimensions[i];
        if (dimensions[rank - 1] != matrix.Rows) throw new InvalidOperationException($"A product of {matrix.Rows} rows was given vectors of {dimensions[rank - 1]}.");
        count = (int)lines;
        dimensions[rank - 1] = matrix.Columns;
        nint output;
        nint data;
        OrtFunctions.Check(OrtFunctions.KernelOutput(context, 0, dimensions, rank, &output));
        OrtFunctions.Check(OrtFunctions.TensorData(output, &data));
        return (float*)data;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunPanel(void* self, nuint panel)
    {
        var layer = (ProductLayer)GCHandle.FromIntPtr((nint)self).Target!;
        layer.matrix.Multiply((int)panel, layer.vectors, layer.count, layer.results);
    }
}
