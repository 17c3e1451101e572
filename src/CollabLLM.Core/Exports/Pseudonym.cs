using System.Security.Cryptography;

namespace CollabLLM.Core.Exports;

/// <summary>
/// The name of a participant or session in exports: stable, random-looking, and not to be turned back into the stored id, which holds
/// the moment of arrival. It is a version 8 identifier; an id of that version is a pseudonym already, so that a study that was imported
/// is exported under the same names.
/// </summary>
public static class Pseudonym
{
    private const int Version = 8;

    public static Guid Of(Guid id)
    {
        if (id.Version == Version) return id;
        Span<byte> source = stackalloc byte[16];
        id.TryWriteBytes(source, bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | (Version << 4));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public static string Text(Guid id) => Of(id).ToString("D");
}
