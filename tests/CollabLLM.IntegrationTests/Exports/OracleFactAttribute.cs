using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>
/// A test in which a program of others judges. Where it is not installed, the test is reported as skipped, with what to install; ./test.sh says
/// so before its last line. FULL_BATTERIES=1 skips none: a missing program fails then.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleFactAttribute : FactAttribute
{
    /// <param name="package">The Debian package that brings the program.</param>
    /// <param name="file">A file or folder that is there when the package is.</param>
    public OracleFactAttribute(string package, string file)
    {
        (Package, File) = (package, file);
        if (!Battery.IsFullSize && !Path.Exists(file)) Skip = $"{package} is not installed: apt-get install {package}";
    }

    public string Package { get; }

    public string File { get; }
}
