using CollabLLM.Core.Conversations;
using CollabLLM.Core.Simulation;

namespace CollabLLM.UnitTests.Rewards;

public sealed class SimulationParityTests
{
    public static TheoryData<string> Cases => ParityFile.Ids("simulation");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Forward_conversations_and_order_of_calls_equal_the_published_implementation(string id)
    {
        var one = ParityFile.Case("simulation", id);
        var start = ParityFile.Messages(one.GetProperty("chat_history"));
        var calls = new List<string>();
        var models = ParityModels.Of(one, calls.Add);
        var indices = Enumerable.Range(0, one.GetProperty("num_samples").GetInt32()).ToArray();

        var samples = await new ForwardSimulator(models.Policy, models.Simulator)
            .RunAsync(start, "goal", indices, one.GetProperty("max_new_turns").GetInt32(), seed: 1, CancellationToken.None);

        Assert.All(samples, sample => Assert.Null(sample.Failure));
        var expected = one.GetProperty("expected_sessions").EnumerateArray().Select(ParityFile.Messages).ToArray();
        Assert.Equal(expected, samples.Select(sample => start.With(sample.Continuation)));
        Assert.Equal(ParityFile.Texts(one.GetProperty("expected_call_order")), calls);
    }
}
