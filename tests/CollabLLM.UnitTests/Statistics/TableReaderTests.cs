using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Tables;

namespace CollabLLM.UnitTests.Statistics;

public sealed class TableReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2")]
    [InlineData("a\tb\n1\t2\n\n")]
    [InlineData("\uFEFFa;b\n1;2\n")]
    [InlineData("\"a\",b\n\"1\",\"2\"\n")]
    public void Separators_line_ends_and_a_byte_order_mark_make_no_difference(string text)
    {
        var table = TableReader.Read(text);

        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal(["1", "2"], Assert.Single(table.Rows).Fields);
    }

    [Fact]
    public void Quoted_fields_keep_separators_quotes_and_line_ends()
    {
        var table = TableReader.Read("arm,note\nbase,\"one, \"\"two\"\"\nthree\"\ncollab,x\n");

        Assert.Equal("one, \"two\"\nthree", table.Rows[0].Fields[1]);
        Assert.Equal(4, table.Rows[1].Line);
    }

    [Theory]
    [InlineData("", "The table is empty")]
    [InlineData("a,b\n1,2,3\n", "Line 2 has 3 fields; the header has 2.")]
    [InlineData("a,b\n\"1,2\n", "The quote opened on line 2 is never closed.")]
    [InlineData("a,b\n\"1\"x,2\n", "Line 2: text follows a closing quote.")]
    public void A_broken_table_is_refused_with_the_line(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<TableException>(() => TableReader.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_values_and_words_for_yes_and_no_are_understood()
    {
        var table = OutcomeTable.From(TableReader.Read("arm,good\na,yes\na,NA\nb,false\nb,\n,1\n"), new("good", "arm"));

        Assert.Equal([1, null, 0, null], table.Rows.Select(r => r.Value));
        Assert.Equal(1, table.WithoutArm);
        Assert.Equal(OutcomeKind.Binary, table.Guess("good").Kind);
    }

    [Theory]
    [InlineData("quality", "There is no column 'quality'. The columns are: arm, time_s, twice, twice.")]
    [InlineData("twice", "The column 'twice' occurs 2 times")]
    [InlineData("time_s", "Line 2: '7,5' in column 'time_s' is not a number up to 1e60.")]
    public void A_wrong_column_or_value_is_named(string outcome, string message) =>
        Assert.StartsWith(message, Assert.Throws<TableException>(() => OutcomeTable.From(TableReader.Read("arm,time_s,twice,twice\na,\"7,5\",1,2\n"), new(outcome, "arm"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("rating", "7 8 10", OutcomeKind.Rating)]
    [InlineData("words", "7 80 0", OutcomeKind.Count)]
    [InlineData("total_time", "7.5 80 0", OutcomeKind.Duration)]
    [InlineData("mr", "-0.5 0.3", OutcomeKind.Measure)]
    public void The_kind_is_guessed_from_values_and_name(string name, string values, OutcomeKind kind) =>
        Assert.Equal(kind, OutcomeTable.From(TableReader.Read($"arm,{name}\n" + string.Concat(values.Split(' ').Select(v => $"a,{v}\n"))), new(name, "arm")).Guess(name).Kind);
}
