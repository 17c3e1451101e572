using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CollabLLM.UnitTests;

/// <summary>The rules of docs/architecture.md that a compiler does not check.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("CollabLLM.Core", "")]
    [InlineData("CollabLLM.Inference", "CollabLLM.Core CollabLLM.OnnxRuntime")]
    [InlineData("CollabLLM.Data", "CollabLLM.Core")]
    public void Arrows_between_projects_point_down(string project, string allowed)
    {
        var references = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("CollabLLM.Core", "Microsoft.EntityFrameworkCore|Microsoft.ML|Microsoft.AspNetCore|Npgsql")]
    [InlineData("CollabLLM.Inference", "Microsoft.EntityFrameworkCore|Npgsql")]
    [InlineData("CollabLLM.Data", "Microsoft.ML")]
    public void A_project_does_not_know_what_it_is_fenced_off_from(string project, string forbidden)
    {
        var referenced = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(referenced, name => Regex.IsMatch(name, $"^({forbidden})") && name != "Microsoft.AspNetCore.Identity.EntityFrameworkCore");
    }

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var tooLong = Sources().Where(file => File.ReadLines(file).Count() > 300).Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Folders_and_types_are_named_for_nouns_of_the_study()
    {
        var vague = Sources().Where(file => VagueName().IsMatch(Path.GetRelativePath(Root, file))).Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(vague);
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var astray = Sources().Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && file.Contains("/src/", StringComparison.Ordinal))
            .Select(file => (File: Path.GetRelativePath(Root, file), Namespace: NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value))
            .Where(f => f.Namespace != "" && f.Namespace != Path.GetDirectoryName(f.File)!.Replace("src/", "").Replace('/', '.'));

        Assert.Empty(astray);
    }

    [Fact]
    public void Nothing_is_left_undone_or_skipped()
    {
        var left = Sources().Where(file => !file.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal))
            .Where(file => Undone().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(left);
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests", "bench", "migrations" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !Generated().IsMatch(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"/(bin|obj|Migrations|node_modules)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"(^|/)(Services|Helpers|Interfaces|DTOs|Managers|Utils|Common)/|(Manager|Helper|Util|Utils)\.cs$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|\bSkip *= *""|Assert\.True\(true\)")]
    private static partial Regex Undone();
}
