using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Models.Onnx;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Some exports of Phi-3 choose by the length of the sequence, in an inner graph, how they go on. Here a model turns its logits round beyond thirty tokens.</summary>
public sealed class InnerGraphTests : IDisposable
{
    private const int Limit = 30;

    private readonly string folder = RandomModel.Write(Directory.CreateTempSubdirectory("collab-inner-").FullName, new(ModelStyle.Llama, HeadSize: 16));

    public InnerGraphTests()
    {
        var file = Path.Combine(folder, "model.onnx");
        var model = OnnxModel.Read(File.ReadAllBytes(file));
        TurnBeyondLimit(model.Graph);
        File.WriteAllBytes(file, model.Write());
    }

    [Fact]
    public async Task A_graph_that_chooses_by_length_runs_as_it_is_and_each_row_by_its_own_length()
    {
        using var oracle = new WholeSequence(folder);
        await using var engine = new RandomEngine(folder, new() { Threads = 1 }, paged: false);
        int[][] prompts = [RandomEngine.Prompt(1, 4), RandomEngine.Prompt(2, 60), RandomEngine.Prompt(3, 11)];

        var together = await engine.TogetherAsync(prompts, 12);

        for (var i = 0; i < prompts.Length; i++) Assert.Equal(oracle.Greedy(prompts[i], 12), together[i]);
    }

    [Fact]
    public void The_reason_for_the_plain_form_is_told()
    {
        var (runner, plainBecause) = RunnerChoice.Load(ModelFolder.Read(folder), new() { Threads = 1 }, new("CPU", "test"));
        runner.Dispose();

        Assert.Equal("the graph holds inner graphs", plainBecause);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void TurnBeyondLimit(OnnxGraph graph)
    {
        var head = graph.Nodes.Single(n => n.Outputs.Contains("logits"));
        head.Outputs[head.Outputs.IndexOf("logits")] = "logits/straight";
        graph.Constants["second"] = OnnxTensor.Of("second", [1L]);
        graph.Constants["limit"] = OnnxTensor.Of("limit", [(long)Limit]);
        graph.Constants["same"] = OnnxTensor.Of("same", [1f], 1);
        graph.Constants["turned"] = OnnxTensor.Of("turned", [-1f], 1);
        graph.Nodes.Add(new("Shape", ["attention_mask"], ["mask/shape"]));
        graph.Nodes.Add(new("Gather", ["mask/shape", "second"], ["length"]));
        graph.Nodes.Add(new("Greater", ["length", "limit"], ["beyond"]));
        graph.Nodes.Add(new("If", ["beyond"], ["sign"], [Branch("then_branch", "turned"), Branch("else_branch", "same")]));
        graph.Nodes.Add(new("Mul", ["logits/straight", "sign"], ["logits"]));
    }

    private static OnnxAttribute Branch(string name, string constant)
    {
        const int GraphType = 5;
        var graph = new OnnxGraph();
        graph.Nodes.Add(new("Identity", [constant], [$"{name}/sign"]));
        graph.Outputs.Add(new($"{name}/sign", OnnxType.Float, ["1"]));
        return new([ProtoField.Of(1, name), ProtoField.Of(6, graph.Write()), ProtoField.Of(20, GraphType)]);
    }
}
