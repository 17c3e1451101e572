using System.Text.Json.Nodes;
using CollabLLM.Cli;
using CollabLLM.Inference.Models.Onnx;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference;

/// <summary><c>collabllm model check</c>: what is understood is said; what cannot be served is refused with the file and the fault.</summary>
public sealed class ModelCheckTests : IDisposable
{
    private const int Vocabulary = 258;

    private readonly string folder = Directory.CreateTempSubdirectory("collab-check-").FullName;

    public ModelCheckTests()
    {
        RandomModel.Write(folder, new(ModelStyle.Llama, HeadSize: 16, Vocabulary: Vocabulary));
        Put("tokenizer.json", TokenizerOf("BPE"));
        Put("tokenizer_config.json", new JsonObject { ["chat_template"] = "{% for m in messages %}{{ m.content }}<|im_end|>{% endfor %}" });
    }

    [Theory]
    [InlineData("graph:          model.onnx")]
    [InlineData("family:         llama")]
    [InlineData("layers:         2")]
    [InlineData("heads:          4 of 16, 2 for keys and values")]
    [InlineData("context length: 512")]
    [InlineData("vocabulary:     258 logits, 257 ids in the tokenizer")]
    [InlineData("dtype:          fp32 keys and values")]
    [InlineData("provider:       CPU (set to cpu)")]
    [InlineData("attention:      paged, checked against the graph")]
    [InlineData("chat template:  yes")]
    [InlineData("special tokens: <|im_end|> (256)")]
    [InlineData("self-test:      5 tokens [")]
    public async Task A_folder_that_can_be_served_is_described(string line)
    {
        var (code, output, _) = await CheckAsync();

        Assert.Equal(0, code);
        Assert.Contains(line, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tokenizer_is_named()
    {
        File.Delete(At("tokenizer.json"));

        await RefusedAsync("tokenizer.json", "the file is missing");
    }

    [Theory]
    [InlineData("{% for m in messages %}\n{% frobnicate %}{% endfor %}", "line 2")]
    [InlineData("{{ messages[0].content\n| frobnicate }}", "frobnicate")]
    [InlineData("{{ strftime_now('%Y-%U') }}", "line 1: strftime_now() does not know '%U'")]
    public async Task A_chat_template_that_cannot_be_used_is_named_with_line_and_construct(string template, string fault)
    {
        Put("tokenizer_config.json", new JsonObject { ["chat_template"] = template });

        await RefusedAsync("hat template", fault);
    }

    [Fact]
    public async Task Text_is_continued_whatever_the_chat_template_is()
    {
        Put("tokenizer_config.json", new JsonObject { ["chat_template"] = "{% frobnicate %}" });
        File.WriteAllText(At("prompt.txt"), "Once");
        var output = new StringWriter();

        var code = await GenerateCommand.RunAsync(["--model", folder, "--provider", "cpu", "--prompt-file", At("prompt.txt"), "--raw", "--max-tokens", "2", "--json"], output, TextWriter.Null, CancellationToken.None);

        Assert.Equal(0, code);
        Assert.Contains("\"prompt_ids\":[79,110,99,101]", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_chat_template_continues_text()
    {
        Put("tokenizer_config.json", []);

        var (code, output, _) = await CheckAsync();

        Assert.Equal(0, code);
        Assert.Contains("chat template:  none, it continues text but cannot chat", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_of_tokenizer_that_is_not_known_is_named()
    {
        Put("tokenizer.json", TokenizerOf("WordPiece"));

        await RefusedAsync("tokenizer.json", "WordPiece");
    }

    [Fact]
    public async Task Vocabularies_that_disagree_are_named_with_both_sizes()
    {
        RandomModel.Write(folder, new(ModelStyle.Llama, HeadSize: 16, Vocabulary: 97));

        await RefusedAsync("tokenizer.json", "the vocabularies disagree: the tokenizer has 257 ids, the graph gives 97 logits.");
    }

    [Fact]
    public async Task An_input_that_is_not_known_is_named()
    {
        Change(graph => graph.Inputs.Add(new("pixel_values", OnnxType.Float, ["n"])));

        await RefusedAsync("model.onnx", "an input that we do not know: 'pixel_values'");
    }

    [Fact]
    public async Task A_file_that_ends_too_early_is_named()
    {
        var bytes = File.ReadAllBytes(At("model.onnx"));
        File.WriteAllBytes(At("model.onnx"), bytes[..(bytes.Length / 2)]);

        await RefusedAsync("model.onnx", "the file is truncated or no ONNX graph");
    }

    [Fact]
    public async Task A_graph_without_cache_is_named()
    {
        Change(graph => graph.Inputs.RemoveAll(i => i.Name.StartsWith("past", StringComparison.Ordinal)));

        await RefusedAsync("model.onnx", "the graph has no cache of keys and values");
    }

    [Fact]
    public async Task Weights_in_a_file_that_is_not_there_are_named()
    {
        Change(graph =>
        {
            var weight = graph.Constants.Values.First(c => c.Count > 1000);
            byte[] location = ProtoWriter.Write([ProtoField.Of(1, "location"), ProtoField.Of(2, "model.onnx_data")]);
            byte[] tensor = ProtoWriter.Write([.. weight.Dimensions.Select(d => ProtoField.Of(1, d)), ProtoField.Of(2, (long)weight.Type), ProtoField.Of(8, weight.Name), ProtoField.Of(13, location), ProtoField.Of(14, 1L)]);
            graph.Constants[weight.Name] = OnnxTensor.Read(tensor);
        });

        await RefusedAsync("model.onnx_data", "the file is missing; model.onnx keeps its weights in it");
    }

    [Fact]
    public async Task An_operation_that_the_runtime_does_not_know_is_named()
    {
        Change(graph => graph.Nodes.Insert(0, new("Frobnicate", ["input_ids"], ["nothing"])));

        await RefusedAsync("model.onnx", "Frobnicate");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task RefusedAsync(string file, string fault)
    {
        var (code, _, error) = await CheckAsync();

        Assert.Equal(1, code);
        Assert.StartsWith("This folder cannot be served. ", error, StringComparison.Ordinal);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Contains(fault, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> CheckAsync()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await ModelCheckCommand.RunAsync(["check", folder, "--provider", "cpu"], output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private void Change(Action<OnnxGraph> change)
    {
        var model = OnnxModel.Read(File.ReadAllBytes(At("model.onnx")));
        change(model.Graph);
        File.WriteAllBytes(At("model.onnx"), model.Write());
    }

    private string At(string file) => Path.Combine(folder, file);

    private void Put(string file, JsonObject content) => File.WriteAllText(At(file), content.ToJsonString());

    private static JsonObject TokenizerOf(string kind) => new()
    {
        ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 256, ["content"] = "<|im_end|>", ["special"] = true }),
        ["decoder"] = new JsonObject { ["type"] = "ByteFallback" },
        ["model"] = new JsonObject
        {
            ["type"] = kind,
            ["byte_fallback"] = true,
            ["vocab"] = new JsonObject(Enumerable.Range(0, 256).Select(b => KeyValuePair.Create<string, JsonNode?>($"<0x{b:X2}>", b))),
            ["merges"] = new JsonArray(),
        },
    };
}
