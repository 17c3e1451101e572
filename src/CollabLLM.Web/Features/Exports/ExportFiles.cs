using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CollabLLM.Web.Features.Exports;

/// <summary>An export that has been made: a file, and the tag that changes with its bytes.</summary>
internal sealed record ExportFile(string Path, EntityTagHeaderValue Tag, DateTimeOffset MadeAt);

/// <summary>
/// Keeps the file of an export for a while after it was made, so that a download that breaks off can go on where it was. Memory holds none of
/// it; a new download makes a new file.
/// </summary>
internal sealed class ExportFiles(TimeProvider clock) : IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly string folder = Directory.CreateTempSubdirectory("collabllm-exports").FullName;
    private readonly ConcurrentDictionary<string, ExportFile> files = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>The file that a download which broke off was reading; null when it is gone.</summary>
    public ExportFile? Find(string key) => files.TryGetValue(key, out var file) && clock.GetUtcNow() - file.MadeAt < Kept ? file : null;

    public async Task<ExportFile> MakeAsync(string key, Func<Stream, Task> write, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            DropOld();
            var made = await WriteAsync(write, ct);
            if (files.TryGetValue(key, out var before)) File.Delete(before.Path);
            return files[key] = made;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        places.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<ExportFile> WriteAsync(Func<Stream, Task> write, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var path = Path.Combine(folder, Guid.CreateVersion7(now).ToString("N"));
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
            await write(file);
            file.Position = 0;
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
            return new ExportFile(path, new EntityTagHeaderValue($"\"{hash}\""), now);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private void DropOld()
    {
        foreach (var (key, file) in files.Where(f => clock.GetUtcNow() - f.Value.MadeAt >= Kept).ToArray())
            if (files.TryRemove(key, out _)) File.Delete(file.Path);
    }
}
