using System.Globalization;
using CollabLLM.Bench.Engine;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.Inference;
using Microsoft.Extensions.AI;

namespace CollabLLM.Bench.Scoring;

/// <summary>One turn of a session scored twice: as the product does it, all samples of all candidates at once, and the naive way, one call after another, each reading its whole prompt.</summary>
internal sealed class ScoringBenchmark(ModelUnderTest test)
{
    private const int Candidates = 3;
    private const int ReplyTokens = 32;
    private static readonly RewardPreset Preset = RewardPresets.V2Offline;

    private readonly Goal prefilled = new("prefilled tokens / naive", "x", 0.12, AtMost: true);
    private readonly Goal cpu = new("CPU time, naive / ours", "x", 1, AtMost: false);
    private readonly Goal wall = new("time, naive / ours (wall)", "x", 1, AtMost: false);
    private readonly Goal perMinute = new("samples a minute of CPU", "", 1, AtMost: false);

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2;
        var promptTokens = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1024;
        var model = args.Length > 2 ? args[2] : "30";
        await using var test = int.TryParse(model, CultureInfo.InvariantCulture, out var layers) ? ModelUnderTest.Random(layers) : ModelUnderTest.Of(model);
        var benchmark = new ScoringBenchmark(test);
        for (var round = 0; round < rounds; round++) await benchmark.RoundAsync(round, promptTokens);
        output.WriteLine(FormattableString.Invariant(
            $"scoring, {rounds} rounds: a prompt of {promptTokens} tokens, {Candidates} candidates, {Preset.Samples} samples of {Preset.NewMessages} messages, {ReplyTokens} tokens a message; {test.Shape}"));
        output.WriteLine("| what | goal | best | median | |\n|---|---|---|---|---|");
        foreach (var goal in new[] { benchmark.prefilled, benchmark.cpu, benchmark.wall, benchmark.perMinute }) output.WriteLine(goal.Line());
        return 0;
    }

    private async Task RoundAsync(int round, int promptTokens)
    {
        var questions = Questions(round, promptTokens);
        var naiveTokens = 0L;
        var naive = await CpuClock.MeasureAsync(async () =>
        {
            var client = new NaiveClient(test.Client, round);
            foreach (var question in questions) await Estimator(client, parallelism: 1).EstimateAsync(question, round, CancellationToken.None);
            naiveTokens = client.PromptTokens;
        });
        var before = test.PrefilledTokens;
        var ours = await CpuClock.MeasureAsync(() => Task.WhenAll(questions.Select(q => Estimator(test.Client, Preset.Samples).EstimateAsync(q, round, CancellationToken.None))));
        prefilled.Add((test.PrefilledTokens - before) / (double)naiveTokens);
        cpu.Add(naive.CpuMs / ours.CpuMs);
        wall.Add(naive.WallMs / ours.WallMs);
        perMinute.Add(Candidates * Preset.Samples * 60_000 / ours.CpuMs);
    }

    private RewardEstimator Estimator(IChatClient client, int parallelism)
    {
        var policy = new SimulatedPolicy(client, new PolicyDefinition(test.Name, null, new Sampling(Temperature: 1, MaxTokens: ReplyTokens)));
        return new RewardEstimator(Preset, new RewardModels(policy, new PlainUserSimulator(new ShortReplies(client, ReplyTokens), test.Name, "You play the writer. Your goal: {goal}", 1), Parallelism: parallelism));
    }

    private RewardQuestion[] Questions(int round, int promptTokens)
    {
        var prompt = new List<Message>();
        for (var turn = 0; test.CountTokens(prompt) < promptTokens; turn++)
            prompt.AddRange([Message.User(Words(round, turn, 12)), Message.Assistant(Words(round + 50, turn, 90))]);
        prompt.Add(Message.User(Words(round, 99, 12)));
        return [.. Enumerable.Range(0, Candidates).Select(c => new RewardQuestion(new Conversation(prompt.Append(Message.Assistant(Words(round, 200 + c, 40)))), Words(round, 300, 20), "reference", "reference"))];
    }

    private static string Words(int round, int seed, int count)
    {
        var random = new Random((round * 1000) + seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => ModelUnderTest.Vocabulary[random.Next(ModelUnderTest.Vocabulary.Length)]));
    }
}
