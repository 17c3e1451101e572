using System.Security.Cryptography;

namespace CollabLLM.Data.Participants;

/// <summary>128 random bits in base 32, lower case: 26 letters and digits that can be read aloud.</summary>
internal static class ParticipantToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";

    public static string New()
    {
        Span<byte> bits = stackalloc byte[16];
        RandomNumberGenerator.Fill(bits);
        var number = new System.Numerics.BigInteger(bits, isUnsigned: true);
        return string.Create(26, number, (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5) text[i] = Digits[(int)(rest & 31)];
        });
    }
}
