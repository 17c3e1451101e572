using System.Globalization;
using CollabLLM.Bench.Engine;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.TestKit.Node;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.Bench.Peers;

/// <summary>The same work on the same .onnx by this engine and by transformers.js, or a model of the same shape by llama.cpp, alternating; one thread each, CPU time.</summary>
internal sealed class PeersBenchmark(EngineUnderTest ours, NodePeer theirs, string name)
{
    private const int EqualPrompts = 50;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var isLlama = args.Contains("llama");
        var rounds = args.Where(a => a != "llama").Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(2);
        await using var ours = new EngineUnderTest(ModelSpec.Of135M, new InferenceOptions { Threads = 1, KvBudgetBytes = 1L << 30 });
        using var theirs = isLlama
            ? new NodePeer(Path.Combine("bench", "peers", "llama"), "peer.mjs", Gguf())
            : new NodePeer(Path.Combine("tests", "oracles", "transformers"), "generate.mjs", ours.Folder);
        var benchmark = new PeersBenchmark(ours, theirs, isLlama ? "llama.cpp" : "transformers.js");
        // Only transformers.js reads the same file; the words of the other model are its own.
        if (!isLlama) output.WriteLine(FormattableString.Invariant($"greedy token ids equal to transformers.js: {await benchmark.EqualAsync()} of {EqualPrompts} prompts, 16 tokens each"));
        return await benchmark.RunAsync(rounds, isLlama ? 1.5 : 2.5, output);
    }

    private static string Gguf()
    {
        var file = Path.Combine(Path.GetTempPath(), "collab-bench-135m.gguf");
        if (!File.Exists(file)) GgufModel.Write(file, ModelSpec.Of135M);
        return file;
    }

    private async Task<int> RunAsync(int rounds, double wanted, TextWriter output)
    {
        (string Name, Func<Task<(double Ours, double Theirs)>> Run)[] scenarios =
        [
            ("S1 first token after 512", FirstTokenAsync),
            ("S2 32 tokens after 256", DecodeAsync),
            ("S3 append 64 to 448", AppendAsync),
            ("S4 8 chats of 128 + 32", ChatsAsync),
            ("S5 12 simulations of 32 on 512", FanOutAsync),
        ];
        output.WriteLine($"| scenario | {name} ms | ours ms | ratio |\n|---|---|---|---|");
        var product = 1.0;
        foreach (var (scenario, run) in scenarios)
        {
            var results = new List<(double Ours, double Theirs)>();
            for (var round = 0; round < rounds; round++) results.Add(await run());
            var (our, their) = (results.Min(r => r.Ours), results.Min(r => r.Theirs));
            product *= their / our;
            output.WriteLine(FormattableString.Invariant($"| {scenario} | {their:f0} | {our:f0} | {their / our:f2} |"));
        }

        var mean = Math.Pow(product, 1.0 / scenarios.Length);
        output.WriteLine(FormattableString.Invariant($"geometric mean {mean:f2}x (goal {wanted}x: {(mean >= wanted ? "pass" : "miss")})"));
        return 0;
    }

    private async Task<int> EqualAsync()
    {
        var equal = 0;
        for (var i = 0; i < EqualPrompts; i++)
        {
            var prompt = ours.FreshPrompt(8 + (i * 3));
            var mine = (await ours.ReplyAsync(prompt, 16)).Ids;
            var theirIds = (await theirs.GenerateAsync([prompt], 16)).Ids[0];
            if (mine.AsSpan().SequenceEqual(theirIds)) equal++;
        }

        return equal;
    }

    private async Task<(double, double)> FirstTokenAsync()
    {
        var prompt = ours.FreshPrompt(512);
        return (await CpuAsync(() => ours.ReplyAsync(prompt, 1)), (await theirs.GenerateAsync([prompt], 1)).CpuMs);
    }

    private async Task<(double, double)> DecodeAsync()
    {
        var prompt = ours.FreshPrompt(256);
        var firstOurs = await CpuAsync(() => ours.ReplyAsync(prompt, 1));
        var firstTheirs = (await theirs.GenerateAsync([prompt], 1)).CpuMs;
        var other = ours.FreshPrompt(256);
        return (await CpuAsync(() => ours.ReplyAsync(other, 33)) - firstOurs, (await theirs.GenerateAsync([other], 33)).CpuMs - firstTheirs);
    }

    private async Task<(double, double)> AppendAsync()
    {
        var begin = ours.FreshPrompt(448);
        var reply = (await ours.ReplyAsync(begin, 1)).Ids;
        var theirReply = (await theirs.GenerateAsync([begin], 1)).Ids[0];
        int[] more = ours.FreshPrompt(64);
        return (
            await CpuAsync(() => ours.ReplyAsync([.. begin, .. reply, .. more], 1)),
            (await theirs.GenerateAsync([[.. begin, .. theirReply, .. more]], 1, reuse: true)).CpuMs);
    }

    private async Task<(double, double)> ChatsAsync()
    {
        int[][] prompts = [.. Enumerable.Range(0, 8).Select(_ => ours.FreshPrompt(128))];
        var mine = await CpuAsync(() => Task.WhenAll(prompts.Select(p => ours.ReplyAsync(p, 32))));
        return (mine, (await theirs.GenerateAsync(prompts, 32)).CpuMs);
    }

    private async Task<(double, double)> FanOutAsync()
    {
        var shared = ours.FreshPrompt(512);
        int[][] prompts = [.. Enumerable.Range(0, 12).Select(i => (int[])[.. shared[..511], i])];
        var mine = await CpuAsync(() => Task.WhenAll(prompts.Select(p => ours.ReplyAsync(p, 32, ReplyPriority.Scoring))));
        return (mine, (await theirs.GenerateAsync(prompts, 32)).CpuMs);
    }

    private static async Task<double> CpuAsync(Func<Task> work) => (await CpuClock.MeasureAsync(work)).CpuMs;
}
