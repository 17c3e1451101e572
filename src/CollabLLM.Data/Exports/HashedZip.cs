using System.IO.Compression;
using System.Text;

namespace CollabLLM.Data.Exports;

/// <summary>Files of a ZIP with their hashes. No moment of writing stands in it, so the same contents give the same bytes.</summary>
internal static class HashedZip
{
    private static readonly DateTimeOffset FileTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="write">Writes the file and says how many rows it has; null: it has none.</param>
    public static async Task<ArchiveFile> AddAsync(this ZipArchive zip, string path, Func<Stream, Task<long?>> write)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = FileTime;
        await using var target = entry.Open();
        await using var hashing = new HashingStream(target);
        var rows = await write(hashing);
        return new ArchiveFile(path, hashing.Bytes, hashing.Hash(), rows);
    }

    public static Task<ArchiveFile> AddAsync(this ZipArchive zip, string path, string text) => zip.AddAsync(path, async stream =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        return null;
    });
}
