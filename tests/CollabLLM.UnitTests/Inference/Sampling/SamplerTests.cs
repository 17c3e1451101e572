using CollabLLM.Inference.Sampling;

namespace CollabLLM.UnitTests.Inference.Sampling;

/// <summary>Drawn frequencies against probabilities worked out by hand in double precision.</summary>
public sealed class SamplerTests
{
    private const int Draws = 40_000;

    private static readonly float[] Logits = [2f, 1f, 0.5f, 0f, -1f, -3f];

    public static TheoryData<double, int, double, double, double[]> Settings => new()
    {
        { 1, 0, 1, 0, Soft(1, 6) },
        { 0.5, 0, 1, 0, Soft(0.5, 6) },
        { 1, 3, 1, 0, Soft(1, 3) },
        // Softmax at 1 is .54 .20 .12 .07 .03 .00 (rounded): three tokens reach 0.8, two reach 0.7.
        { 1, 0, 0.8, 0, Soft(1, 3) },
        { 1, 0, 0.7, 0, Soft(1, 2) },
        // After top-k 3 the three weigh .63 .23 .14: two of them reach 0.8.
        { 1, 3, 0.8, 0, Soft(1, 2) },
        // exp(0 - 2) is 0.135 of the largest, exp(-1 - 2) is 0.05.
        { 1, 0, 1, 0.1, Soft(1, 4) },
        { 1.5, 5, 0.9, 0.1, Soft(1.5, 4) },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Tokens_are_drawn_with_their_exact_probabilities(double temperature, int topK, double topP, double minP, double[] expected)
    {
        var sampler = new Sampler();
        var counts = new int[Logits.Length];
        for (var seed = 0; seed < Draws; seed++)
        {
            counts[sampler.Next([.. Logits], new(temperature, topK, topP, minP, Seed: seed), [], 0)!.Value]++;
        }

        for (var token = 0; token < counts.Length; token++)
        {
            // Five standard errors of a proportion: a false alarm in two million.
            var error = 5 * Math.Sqrt(expected[token] * (1 - expected[token]) / Draws);
            Assert.InRange((double)counts[token] / Draws, expected[token] - error, expected[token] + error);
        }
    }

    public static TheoryData<double, double, double, double[]> PenaltySettings => new()
    {
        // Prompt [0], reply [1, 1, 4]. Repetition 2 halves the positive logits of 0 and 1, and doubles the negative one of 4.
        { 2, 0, 0, [1, 0.5, 0.5, 0, -2, -3] },
        // Frequency takes 0.3 for each use in the reply, presence 0.4 once.
        { 1, 0.3, 0, [2, 0.4, 0.5, 0, -1.3, -3] },
        { 1, 0, 0.4, [2, 0.6, 0.5, 0, -1.4, -3] },
        { 2, 0.3, 0.4, [1, -0.5, 0.5, 0, -2.7, -3] },
    };

    [Theory]
    [MemberData(nameof(PenaltySettings))]
    public void With_penalties_tokens_are_drawn_with_the_exact_probabilities_of_the_lowered_logits(double repetition, double frequency, double presence, double[] lowered)
    {
        var sampler = new Sampler();
        var counts = new int[Logits.Length];
        var settings = new SamplingSettings(Temperature: 0.8, RepetitionPenalty: repetition, FrequencyPenalty: frequency, PresencePenalty: presence);
        for (var seed = 0; seed < Draws; seed++) counts[sampler.Next([.. Logits], settings with { Seed = seed }, [0, 1, 1, 4], promptTokens: 1)!.Value]++;

        double[] weights = [.. lowered.Select(l => Math.Exp(l / 0.8))];
        for (var token = 0; token < counts.Length; token++)
        {
            var expected = weights[token] / weights.Sum();
            var error = 5 * Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.InRange((double)counts[token] / Draws, expected - error, expected + error);
        }
    }

    [Fact]
    public void Temperature_zero_takes_the_largest()
    {
        Assert.Equal(0, new Sampler().Next([.. Logits], new(), [], 0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_logit_that_is_not_finite_gives_no_token(float broken)
    {
        Assert.Null(new Sampler().Next([1, 2, broken, 0], new(), [], 0));
        Assert.Null(new Sampler().Next([1, 2, broken, 0], new(Temperature: 1), [], 0));
    }

    [Fact]
    public void Repetition_divides_a_positive_logit_and_multiplies_a_negative_one_for_prompt_and_reply()
    {
        float[] logits = [2, -1, 1.9f];

        Penalties.Apply(logits, new(RepetitionPenalty: 2), [0, 1, 1], promptTokens: 1);

        Assert.Equal([1, -2, 1.9f], logits);
    }

    [Fact]
    public void Frequency_counts_each_use_and_presence_the_first_in_the_reply_alone()
    {
        float[] logits = [2, 2, 2];

        Penalties.Apply(logits, new(FrequencyPenalty: 0.5, PresencePenalty: 0.25), [0, 1, 1, 2], promptTokens: 1);

        Assert.Equal([2, 2 - 1.25f, 2 - 0.75f], logits);
    }

    [Fact]
    public void A_large_vocabulary_draws_from_all_of_it()
    {
        var sampler = new Sampler();
        var seen = new HashSet<int>();
        for (var seed = 0; seed < 3000; seed++) seen.Add(sampler.Next(new float[1000], new(Temperature: 1, Seed: seed), [], 0)!.Value);

        // 3,000 draws from 1,000 equal tokens leave about exp(-3) = 5 % unseen.
        Assert.InRange(seen.Count, 920, 980);
    }

    [Fact]
    public void Random_numbers_depend_on_seed_and_place_and_lie_evenly()
    {
        double[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => ReplyRandom.At(7, i))];

        Assert.Equal(numbers[5], ReplyRandom.At(7, 5));
        Assert.NotEqual(numbers[5], ReplyRandom.At(8, 5));
        Assert.InRange(numbers.Average(), 0.49, 0.51);
        Assert.InRange(numbers.Select(n => n * n).Average(), 0.32, 0.35);
    }

    private static double[] Soft(double temperature, int kept)
    {
        double[] weights = [.. Logits.Select((l, i) => i < kept ? Math.Exp(l / temperature) : 0)];
        return [.. weights.Select(w => w / weights.Sum())];
    }
}
