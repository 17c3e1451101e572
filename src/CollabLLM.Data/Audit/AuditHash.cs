using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CollabLLM.Data.Audit;

/// <summary>The hash of an entry: SHA-256 over the hash before and every field, each with its length, so that no two entries have the same bytes.</summary>
internal static class AuditHash
{
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    public static string Of(string previous, long sequence, DateTimeOffset at, string who, string what, string subject, string? before, string? after, string? why)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, previous);
        Append(hash, sequence);
        Append(hash, at.UtcTicks);
        foreach (var field in new[] { who, what, subject, before, after, why }) Append(hash, field);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(AuditEntry entry, string previous) =>
        Of(previous, entry.Sequence, entry.At, entry.Who, entry.What, entry.Subject, entry.Before, entry.After, entry.Why);

    private static void Append(IncrementalHash hash, string? text)
    {
        // No value has a length that no text has.
        Append(hash, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null) hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
