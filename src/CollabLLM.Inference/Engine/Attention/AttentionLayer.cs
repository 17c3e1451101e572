using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>The kernel of one attention of the graph: its constants, read once, and its part of each step.</summary>
internal sealed unsafe class AttentionLayer
{
    /// <summary>Below so many multiplications waking a thread costs more than it gives.</summary>
    private const long ParallelWork = 200_000;

    private readonly AttentionHost host;
    private readonly AttentionShape shape;
    private readonly Rotary? rotary;
    private AttentionKernel? running;

    private AttentionLayer(AttentionHost host, AttentionShape shape, Rotary? rotary)
    {
        this.host = host;
        this.shape = shape;
        this.rotary = rotary;
    }

    public static AttentionLayer Read(nint info)
    {
        var host = AttentionHost.At(Int(info, "host"u8));
        var shape = new AttentionShape(
            (int)Int(info, "layer"u8), (int)Int(info, "heads"u8), host.Shape.KvHeads, host.Shape.HeadSize,
            Float(info, "scale"u8), Float(info, "softcap"u8), (int)Int(info, "window"u8), Int(info, "token_major"u8) != 0);
        var rotaryKind = Int(info, "rotary"u8);
        return new(host, shape, rotaryKind == 0 ? null : new Rotary((int)Int(info, "rotary_size"u8), interleaved: rotaryKind == 2));
    }

    public void Compute(nint context)
    {
        try
        {
            var step = host.Step;
            var q = Input(context, 0);
            var k = Input(context, 1);
            var v = Input(context, 2);
            rotary?.Turn(ref q, ref k, Input(context, 3), Input(context, 4), step, shape);
            var output = Output(context, step.Tokens);
            var kernel = new AttentionKernel(host.Shape, shape, step, q, output);
            kernel.Store(k, v);
            Run(context, kernel, step);
        }
        catch (Exception fault) when (fault is InvalidOperationException or OutOfMemoryException or IndexOutOfRangeException)
        {
            host.Fault ??= fault;
        }
    }

    private void Run(nint context, AttentionKernel kernel, AttentionStep step)
    {
        var parts = step.Tiles.Count * shape.KvHeads;
        var work = step.Pairs * shape.Heads * shape.HeadSize * 2;
        if (parts == 1 || work < ParallelWork || host.Threads == 1)
        {
            for (var part = 0; part < parts; part++) kernel.Part(part);
            return;
        }

        running = kernel;
        var self = GCHandle.Alloc(this);
        try
        {
            OrtFunctions.Check(OrtFunctions.ParallelFor(context, &RunPart, (nuint)parts, 0, (void*)GCHandle.ToIntPtr(self)));
        }
        finally
        {
            self.Free();
            running = null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunPart(void* self, nuint part)
    {
        var layer = (AttentionLayer)GCHandle.FromIntPtr((nint)self).Target!;
        try
        {
            layer.running!.Part((int)part);
        }
        catch (Exception fault) when (fault is InvalidOperationException or OutOfMemoryException or IndexOutOfRangeException)
        {
            layer.host.Fault ??= fault;
        }
    }

    private float* Output(nint context, int tokens)
    {
        var dimensions = stackalloc long[4];
        var rank = shape.TokenMajor ? 3u : 4u;
        dimensions[0] = 1;
        dimensions[1] = shape.TokenMajor ? tokens : shape.Heads;
        dimensions[2] = shape.TokenMajor ? shape.Heads * shape.HeadSize : tokens;
        dimensions[3] = shape.HeadSize;
        nint value;
        nint data;
        OrtFunctions.Check(OrtFunctions.KernelOutput(context, 0, dimensions, rank, &value));
        OrtFunctions.Check(OrtFunctions.TensorData(value, &data));
        return (float*)data;
    }

    private static float* Input(nint context, nuint index)
    {
        nint value;
        nint data;
        OrtFunctions.Check(OrtFunctions.KernelInput(context, index, &value));
        OrtFunctions.Check(OrtFunctions.TensorData(value, &data));
        return (float*)data;
    }

    private static long Int(nint info, ReadOnlySpan<byte> name)
    {
        long value;
        fixed (byte* text = name) OrtFunctions.Check(OrtFunctions.IntAttribute(info, text, &value));
        return value;
    }

    private static float Float(nint info, ReadOnlySpan<byte> name)
    {
        float value;
        fixed (byte* text = name) OrtFunctions.Check(OrtFunctions.FloatAttribute(info, text, &value));
        return value;
    }
}
