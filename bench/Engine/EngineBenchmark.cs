using CollabLLM.Inference;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.Bench.Engine;

internal static class EngineBenchmark
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        await using var test = new EngineUnderTest(ModelSpec.Of135M, new InferenceOptions { Threads = 1, KvBudgetBytes = 4L << 30 });
        await test.ReplyAsync(test.FreshPrompt(64), 8);
        var full = await CpuClock.MeasureAsync(() => test.ReplyAsync(test.FreshPrompt(512), 1));
        var cached = test.FreshPrompt(448);
        await test.ReplyAsync(cached, 1);
        var append = await CpuClock.MeasureAsync(() => test.ReplyAsync([.. cached, .. test.FreshPrompt(64)], 1));
        output.WriteLine($"full {full} append {append} ratio {full.CpuMs / append.CpuMs:f2}");

        var p1 = test.FreshPrompt(256);
        var one = await CpuClock.MeasureAsync(() => test.ReplyAsync(p1, 1));
        var decode = await CpuClock.MeasureAsync(() => test.ReplyAsync(p1, 33));
        output.WriteLine($"prefill256 {one} decode32 {decode} = {decode.CpuMs / 33:f1} ms/token");

        var sequential = await CpuClock.MeasureAsync(async () => { for (var i = 0; i < 8; i++) await test.ReplyAsync(test.FreshPrompt(128), 64); });
        var together = await CpuClock.MeasureAsync(() => Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.ReplyAsync(test.FreshPrompt(128), 64))));
        output.WriteLine($"8 chats seq {sequential} together {together} ratio {together.CpuMs / sequential.CpuMs:f3}");

        var shared = test.FreshPrompt(512);
        var alone = await CpuClock.MeasureAsync(async () => { for (var i = 0; i < 3; i++) await test.ReplyAsync(test.FreshPrompt(512), 32); });
        var fan = await CpuClock.MeasureAsync(() => Task.WhenAll(Enumerable.Range(0, 12).Select(i => test.ReplyAsync([.. shared, i], 32))));
        output.WriteLine($"fan-out 3 alone {alone} fan {fan} ratio {alone.CpuMs * 4 / fan.CpuMs:f2}");
        return 0;
    }
}
