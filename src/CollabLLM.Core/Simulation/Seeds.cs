using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CollabLLM.Core.Simulation;

/// <summary>Sub-seeds from stable ids, never from the order of completion: SHA-256 over the parts, first 63 bits.</summary>
public static class Seeds
{
    /// <returns>A number of at least 0.</returns>
    public static long Derive(params ReadOnlySpan<object> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part}\u001f");
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))) & long.MaxValue;
    }
}
