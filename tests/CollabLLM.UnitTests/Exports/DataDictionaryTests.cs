using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Dictionary;
using CollabLLM.Data.Exports;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Exports;

public sealed class DataDictionaryTests
{
    private static readonly string File = Path.Combine(Root(), "docs", "data-dictionary.md");

    public static TheoryData<string> Tables => new(StudyTables.For(Scope()).All.Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_column_says_what_it_means_its_unit_and_when_it_has_no_value(string name)
    {
        var table = StudyTables.For(Scope()).Named(name);

        Assert.False(string.IsNullOrWhiteSpace(table.Meaning));
        Assert.All(table.Columns, column =>
        {
            Assert.Matches("^[a-z][a-z0-9_]{0,31}$", column.Name);
            Assert.All([column.Meaning, column.Unit, column.NullRule], text => Assert.False(string.IsNullOrWhiteSpace(text), $"{name}.{column.Name}"));
        });
        Assert.Equal(table.Columns.Count, table.Columns.Select(c => c.Name).Distinct().Count());
    }

    /// <summary>UPDATE_DATA_DICTIONARY=1 writes the file anew.</summary>
    [Fact]
    public void The_committed_dictionary_is_the_generated_one()
    {
        var generated = DataDictionary.Markdown(StudyTables.For(Scope()).All);
        if (Environment.GetEnvironmentVariable("UPDATE_DATA_DICTIONARY") == "1") System.IO.File.WriteAllText(File, generated);

        Assert.Equal(generated, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Spss_and_stata_label_every_column_on_one_line_each()
    {
        var tables = StudyTables.For(Scope()).All;

        var (spss, stata) = (StatisticsSyntax.Spss(tables), StatisticsSyntax.Stata(tables));

        foreach (var column in tables.SelectMany(t => t.Columns))
        {
            Assert.Contains($"label variable {column.Name} \"", stata, StringComparison.Ordinal);
            Assert.Contains($"\n  {column.Name} '", spss, StringComparison.Ordinal);
        }
        Assert.Contains("label define document_quality 1 \"poor\" 10 \"excellent\"", stata, StringComparison.Ordinal);
        Assert.Contains("VALUE LABELS step 'Consent' 'arrived, not consented'", spss, StringComparison.Ordinal);
    }

    private static ExportScope Scope() => new(SampleStudy.Definition());

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
