using CollabLLM.Core.Simulation;

namespace CollabLLM.UnitTests.Simulation;

/// <summary>The dialect that the published implementation accepts, rule by rule.</summary>
public sealed class LooseJsonTests
{
    [Theory]
    [InlineData("""Sure, here you are: {"a": "x"} I hope it helps.""", "x")]
    [InlineData("```json\n{\"a\": \"x\"}\n```", "x")]
    [InlineData("""{'a': 'it"s'}""", "it\"s")]
    [InlineData("""{"a": "x", }""", "x")]
    [InlineData("{\"a\": '''two \"quoted\"\nlines'''}", "two \"quoted\"\nlines")]
    [InlineData(""""{"a": """a "word" in it"""}"""", "a \"word\" in it")]
    [InlineData("""{"a": ""}""", "")]
    [InlineData("""{"a": "first", "a": "second"}""", "second")]
    public void Prose_fences_quotes_and_commas_are_forgiven(string answer, string expected) => Assert.Equal(expected, ValueOf(answer));

    [Theory]
    [InlineData("""{"a": "line\nend\ttab"}""", "line\nend\ttab")]
    [InlineData("""{"a": "say \"yes\" \\ no"}""", "say \"yes\" \\ no")]
    [InlineData("""{"a": "caf\u00e9 \/ \b"}""", "cafu00e9 / b")]
    [InlineData("{\"a\": \"raw\nline\"}", "raw\nline")]
    [InlineData("""{"a": '''back\nslash'''}""", @"back\nslash")]
    public void An_unknown_escape_loses_its_backslash_and_triple_quotes_keep_theirs(string answer, string expected) => Assert.Equal(expected, ValueOf(answer));

    [Theory]
    [InlineData("""{"a": 0.5}""", 0.5)]
    [InlineData("""{"a": -1}""", -1.0)]
    [InlineData("""{"a": .25}""", 0.25)]
    [InlineData("""{"a": 1e-3}""", 0.001)]
    public void Numbers_are_numbers(string answer, double expected) => Assert.Equal(expected, ValueOf(answer));

    [Theory]
    [InlineData("""{"a": True}""", true)]
    [InlineData("""{"a": FALSE}""", false)]
    [InlineData("""{"a": null}""", null)]
    public void Literals_are_read_in_any_case(string answer, bool? expected) => Assert.Equal(expected, ValueOf(answer));

    [Theory]
    [InlineData("no braces at all", "holds no JSON")]
    [InlineData("""{"a": "x" """, "not closed")]
    [InlineData("} {", "not closed")]
    [InlineData("""{"a": "x"} and {"b": "y"}""", "something follows")]
    [InlineData("""{"a" "x"}""", "':' was expected")]
    [InlineData("""{"a": }""", "a value was expected")]
    [InlineData("""{a: "x"}""", "a key was expected")]
    [InlineData("""{"a": "x" "b": "y"}""", "',' was expected")]
    [InlineData("""{"a": 1.2.3}""", "a number is malformed")]
    [InlineData("""{"a": "never closed}""", "a string is not closed")]
    public void What_cannot_be_read_is_refused_with_a_reason(string answer, string reason)
    {
        var fault = Assert.Throws<FormatException>(() => LooseJson.Parse(answer));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bracket_before_the_brace_makes_it_an_array_as_published() =>
        Assert.Throws<FormatException>(() => LooseJson.Parse("""[note] {"a": "x"}"""));

    [Fact]
    public void Endless_nesting_is_refused_instead_of_ending_the_process() =>
        Assert.Throws<FormatException>(() => LooseJson.Parse(new string('[', 100_000) + new string(']', 100_000)));

    private static object? ValueOf(string answer) => Assert.IsType<Dictionary<string, object?>>(LooseJson.Parse(answer))["a"];
}
