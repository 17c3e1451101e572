using System.Text;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The 256 printable characters by which byte-level BPE writes bytes (Radford et al. 2019).</summary>
internal static class ByteAlphabet
{
    private static readonly char[] CharOf = Make();
    private static readonly Dictionary<char, byte> ByteOf = CharOf.Select((c, b) => (c, b)).ToDictionary(p => p.c, p => (byte)p.b);

    public static char Of(byte value) => CharOf[value];

    public static string Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Create(bytes.Length, bytes, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++) target[i] = CharOf[source[i]];
        });
    }

    /// <summary>Bytes that a token stands for; a token with a character outside the alphabet stands for its own UTF-8.</summary>
    public static void AppendBytes(string token, List<byte> bytes)
    {
        var before = bytes.Count;
        foreach (var c in token)
        {
            if (ByteOf.TryGetValue(c, out var value))
            {
                bytes.Add(value);
                continue;
            }
            bytes.RemoveRange(before, bytes.Count - before);
            bytes.AddRange(Encoding.UTF8.GetBytes(token));
            return;
        }
    }

    private static char[] Make()
    {
        var map = new char[256];
        var next = 256;
        for (var b = 0; b < 256; b++)
            map[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)b : (char)next++;
        return map;
    }
}
