namespace CollabLLM.Cli;

/// <summary>A file that appears only when it is whole: it is written beside its place and moved there at the end.</summary>
internal static class OutputFile
{
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var whole = Path.GetFullPath(path);
        var part = whole + ".part";
        try
        {
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite)) await write(file);
            File.Move(part, whole, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
