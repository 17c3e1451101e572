using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>The two 16-bit floating point formats, to and from single precision.</summary>
internal static class HalfNumbers
{
    /// <summary>The 16-bit numbers of a tensor, whichever of the two formats.</summary>
    public static Span<ushort> Of(OrtValue value) => MemoryMarshal.Cast<byte, ushort>(value.GetTensorMutableRawData());

    public static void ToSingle(ReadOnlySpan<ushort> source, Span<float> target, bool brain)
    {
        if (!brain)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<ushort, Half>(source), target);
            return;
        }

        for (var i = 0; i < source.Length; i++) target[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }

    public static void FromSingle(ReadOnlySpan<float> source, Span<ushort> target, bool brain)
    {
        if (!brain)
        {
            TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<ushort, Half>(target));
            return;
        }

        for (var i = 0; i < source.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(source[i]);
            target[i] = (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
        }
    }
}
