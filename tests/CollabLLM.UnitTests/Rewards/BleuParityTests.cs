using CollabLLM.Core.Metrics;

namespace CollabLLM.UnitTests.Rewards;

public sealed class BleuParityTests
{
    public static TheoryData<string> Cases => ParityFile.Ids("bleu");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Character_bleu_equals_the_published_implementation(string id)
    {
        var one = ParityFile.Case("bleu", id);

        var value = Bleu.OfCharacters(one.GetProperty("reference").GetString()!, one.GetProperty("hypothesis").GetString()!);

        Assert.Equal(one.GetProperty("expected").GetDouble(), value, 1e-9);
    }
}
