using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>Working memory of one thread: queries, scores and sums of the tile at hand. Grows, and is freed with its thread.</summary>
internal sealed unsafe class AttentionScratch
{
    private const nuint Alignment = 64;

    private float* memory;
    private nuint capacity;
    private int padded;
    private float* scores;

    public float* Queries => memory;

    public float* Sums { get; private set; }

    public int Width { get; private set; }

    public AttentionScratch For(int queries, int paddedHead, int width)
    {
        padded = paddedHead;
        Width = width;
        var vectors = (nuint)queries * (nuint)paddedHead;
        var needed = (2 * vectors) + ((nuint)queries * (nuint)width);
        if (needed > capacity)
        {
            NativeMemory.AlignedFree(memory);
            memory = (float*)NativeMemory.AlignedAlloc(needed * 2 * sizeof(float), Alignment);
            capacity = needed * 2;
        }

        Sums = memory + vectors;
        scores = Sums + vectors;
        return this;
    }

    public float* Query(int index) => memory + ((nint)index * padded);

    public float* Sum(int index) => Sums + ((nint)index * padded);

    public float* Row(int index) => scores + ((nint)index * Width);

    ~AttentionScratch() => NativeMemory.AlignedFree(memory);
}
