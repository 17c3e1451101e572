using CollabLLM.Core.Exports;

namespace CollabLLM.UnitTests.Exports;

public sealed class PseudonymTests
{
    [Fact]
    public void A_pseudonym_is_stable_and_says_nothing_of_the_moment_of_arrival()
    {
        var moment = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7(moment)).ToArray();

        var names = ids.Select(Pseudonym.Text).ToArray();

        Assert.Equal(names, ids.Select(Pseudonym.Text));
        Assert.Equal(200, names.Distinct().Count());
        Assert.True(names.Select(n => n[..4]).Distinct().Count() > 150, "The ids share their first half, their names must not.");
    }

    [Fact]
    public void A_pseudonym_is_its_own_pseudonym_so_that_an_imported_study_keeps_its_names()
    {
        var name = Pseudonym.Of(Guid.CreateVersion7(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)));

        Assert.Equal(name, Pseudonym.Of(name));
    }
}
