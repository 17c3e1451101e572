namespace CollabLLM.Core.Exports.Dictionary;

/// <summary>The scripts in every archive that read it whole and print its main table.</summary>
public static class ReadScripts
{
    public static string Python => Load("read.py");

    public static string R => Load("read.R");

    private static string Load(string name)
    {
        using var reader = new StreamReader(typeof(ReadScripts).Assembly.GetManifestResourceStream("export." + name)!);
        return reader.ReadToEnd();
    }
}
