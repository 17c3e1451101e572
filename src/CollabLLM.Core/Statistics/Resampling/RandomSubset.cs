using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// The sum of a uniformly random half of many values. Each value is first taken by a fair bit, then random members are dropped or added
/// until the size is right: given their number, fair bits make every subset equally likely, and so do random drops and additions.
/// Worth it only where the size is close to half; elsewhere the mending would cost more than shuffling.
/// </summary>
internal sealed class RandomSubset
{
    private static readonly Vector256<long> Bits = Vector256.Create(1L, 2, 4, 8);
    private readonly double[] _values;
    private readonly ulong[] _taken;
    private readonly int _count;

    public RandomSubset(double[] values)
    {
        // Zeros fill the last word; they are never counted or mended.
        _count = values.Length;
        _taken = new ulong[(_count + 63) / 64];
        _values = new double[_taken.Length * 64];
        values.CopyTo(_values, 0);
    }

    public static bool Suits(int size, int all) => Math.Abs(2L * size - all) * 16 < all;

    public double Sum(int size, SeededRandom random)
    {
        var (sum, taken) = TakeByBits(random);
        while (taken != size)
        {
            var i = random.NextIndex(_count);
            var bit = 1UL << (i & 63);
            var isIn = (_taken[i >> 6] & bit) != 0;
            if (isIn != taken > size) continue;
            _taken[i >> 6] ^= bit;
            sum += isIn ? -_values[i] : _values[i];
            taken += isIn ? -1 : 1;
        }

        return sum;
    }

    private (double Sum, int Taken) TakeByBits(SeededRandom random)
    {
        Vector256<double> even = default, odd = default;
        var values = MemoryMarshal.Cast<double, Vector256<double>>(_values);
        var taken = 0;
        for (var word = 0; word < _taken.Length; word++)
        {
            var bits = random.NextBits();
            if (word == _taken.Length - 1 && (_count & 63) != 0) bits &= (1UL << (_count & 63)) - 1;
            _taken[word] = bits;
            taken += BitOperations.PopCount(bits);
            for (var four = 0; four < 16; four += 2)
            {
                even += Masked(values[word * 16 + four], bits >> (four * 4));
                odd += Masked(values[word * 16 + four + 1], bits >> (four * 4 + 4));
            }
        }

        return (Vector256.Sum(even + odd), taken);
    }

    private static Vector256<double> Masked(Vector256<double> values, ulong bits) =>
        (Vector256.Equals(Vector256.Create((long)bits) & Bits, Bits) & values.AsInt64()).AsDouble();
}
