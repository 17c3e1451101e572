using System.Text;
using CollabLLM.Core.Exports;

namespace CollabLLM.UnitTests.Exports;

public sealed class CsvTests
{
    private static readonly ExportTable<string?> OneText = new("t", "One text") { { "text", "A text", "text", "none", row => row } };

    public static TheoryData<string> Formulas => new(
        "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "|x", "%0A=1", "-", "='", "'=1", "''", "'quoted'");

    [Theory]
    [MemberData(nameof(Formulas))]
    public async Task A_text_that_looks_like_a_formula_is_made_harmless_and_comes_back(string text)
    {
        var csv = await WriteAsync(OneText, text);

        var field = new CsvReader(new StringReader(csv.Split("\r\n", 2)[1]), "test").Read()!.Single()!;
        Assert.StartsWith("'", field, StringComparison.Ordinal);
        Assert.Equal(text, CsvText.Restore(field));
    }

    [Fact]
    public async Task Ten_thousand_random_texts_come_back_as_they_were()
    {
        var random = new Random(4711);
        const string Alphabet = "ab=+-@'\",;\t\r\n é東\U0001F642|%";
        string?[] texts = [null, "", .. Enumerable.Range(0, 10_000).Select(_ => new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => Alphabet[random.Next(Alphabet.Length)]).Where(c => !char.IsSurrogate(c))]))];

        var csv = await WriteAsync(OneText, texts);

        var reader = new CsvReader(new StringReader(csv), "test");
        reader.Read();
        foreach (var text in texts)
        {
            var field = reader.Read()!.Single();
            Assert.Equal(text, field is null ? null : CsvText.Restore(field));
        }
        Assert.Null(reader.Read());
    }

    [Fact]
    public async Task Numbers_and_moments_are_invariant_and_lose_nothing()
    {
        var table = new ExportTable<double>("t", "Values")
        {
            { "number", "A number", "none", "not finite", row => (double?)row },
            { "moment", "A moment", "none", "never", row => (DateTimeOffset?)new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(1) },
            { "yes", "Whether", "none", "never", row => (bool?)true },
        };

        var lines = (await WriteAsync(table, 0.1 + 0.2, -1e-300, double.NaN)).Split("\r\n");

        Assert.Equal("0.30000000000000004,2026-03-01T09:00:00.0000001Z,true", lines[1]);
        Assert.Equal("-1E-300", lines[2].Split(',')[0]);
        Assert.Equal("", lines[3].Split(',')[0]);
    }

    [Theory]
    [InlineData("a,\"b", "a quote is opened and never closed")]
    [InlineData("\"a\"b", "after a closing quote")]
    public void A_broken_file_is_refused_in_words(string csv, string sentence)
    {
        var fault = Assert.Throws<FormatException>(() => new CsvReader(new StringReader(csv), "turns.csv").Read());

        Assert.Contains("turns.csv, record 1", fault.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync<T>(ExportTable<T> table, params T[] rows)
    {
        var output = new MemoryStream();
        await table.WriteAsync(rows.ToAsyncEnumerable(), new CsvExporter(), output, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
