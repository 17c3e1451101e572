using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CollabLLM.Bench.Engine;

/// <summary>What one thread of this machine reaches: bytes read a second, and multiplications and additions a second.</summary>
internal static unsafe class MachineLimits
{
    private const nuint ReadBytes = 1 << 29;
    private const int Chains = 12;
    private const int FmaRounds = 20_000_000;
    private const int FlopsPerFma = 32;

    public static double BytesPerSecond()
    {
        var memory = (float*)NativeMemory.AlignedAlloc(ReadBytes, 64);
        new Span<float>(memory, (int)(ReadBytes / sizeof(float))).Fill(1);
        var best = 0.0;
        for (var round = 0; round < 4; round++)
        {
            var ms = CpuClock.Measure(() => Read(memory)).CpuMs;
            best = Math.Max(best, ReadBytes / ms * 1000);
        }

        NativeMemory.AlignedFree(memory);
        return best;
    }

    public static double FlopsPerSecond()
    {
        var best = 0.0;
        for (var round = 0; round < 3; round++)
        {
            var ms = CpuClock.Measure(() => Multiply()).CpuMs;
            best = Math.Max(best, (double)FmaRounds * Chains * FlopsPerFma / ms * 1000);
        }

        return best;
    }

    private static float Read(float* memory)
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (nuint i = 0; i < ReadBytes / sizeof(float); i += 64)
        {
            a += Vector512.LoadAligned(memory + i);
            b += Vector512.LoadAligned(memory + i + 16);
            c += Vector512.LoadAligned(memory + i + 32);
            d += Vector512.LoadAligned(memory + i + 48);
        }

        return Vector512.Sum(a + b + c + d);
    }

    private static float Multiply()
    {
        var x = Vector512.Create(1.0000001f);
        var y = Vector512.Create(1e-9f);
        Vector512<float> a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
        for (var i = 0; i < FmaRounds; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }
}
