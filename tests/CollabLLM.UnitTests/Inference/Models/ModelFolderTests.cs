using CollabLLM.Inference.Models;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Models;

/// <summary>What cannot be served is refused with the file and the fault.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("collab-folder-").FullName;

    [Fact]
    public void Everything_is_read_from_graph_and_config()
    {
        RandomModel.Write(folder, new(ModelStyle.Llama, Layers: 3, Heads: 4, KvHeads: 2, HeadSize: 8, Vocabulary: 97, Context: 512));

        var model = ModelFolder.Read(folder).Description;

        Assert.Equal(("llama", 3, 4, 2, 8, 512, 97, "fp32", true), (model.Family, model.Layers, model.Heads, model.KvHeads, model.HeadSize, model.ContextLength, model.Vocabulary, model.KvType, model.HasPositions));
        Assert.Equal([96], model.EndTokens);
    }

    [Fact]
    public void A_folder_without_config_names_the_missing_file()
    {
        Assert.EndsWith("config.json: the file is missing; a model folder holds config.json or genai_config.json.", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_graph_names_the_missing_file()
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), "{}");

        Assert.Contains("model.onnx: the file is missing", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_that_is_no_json_is_refused_with_its_line()
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), "{\n\"a\": oops}");

        Assert.Contains("config.json: the file is not valid JSON (line 2)", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_cut_short_is_refused_as_truncated_at_fifty_places()
    {
        RandomModel.Write(folder, new(ModelStyle.Gpt2, KvHeads: 4));
        var file = Path.Combine(folder, "model.onnx");
        var whole = File.ReadAllBytes(file);
        for (var cut = 0; cut < 50; cut++)
        {
            File.WriteAllBytes(file, whole[..(whole.Length * cut / 50)]);

            Assert.Contains("model.onnx:", Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_graph_without_cache_is_refused()
    {
        Write(graph => graph.Inputs.RemoveAll(i => i.Name.StartsWith("past", StringComparison.Ordinal)));

        Assert.Contains("the graph has no cache of keys and values", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_input_is_refused_by_name()
    {
        Write(graph => graph.Inputs.Add(new("pixel_values", 1, ["n"])));

        Assert.Contains("an input that we do not know: 'pixel_values'", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_changes_with_a_file_and_not_with_the_model_card()
    {
        RandomModel.Write(folder, new(ModelStyle.Llama));
        var first = ModelIdentity.Of(folder);
        File.WriteAllText(Path.Combine(folder, "README.md"), "card");
        var withCard = ModelIdentity.Of(folder);
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), "{}");

        Assert.Equal(first, withCard);
        Assert.NotEqual(first, ModelIdentity.Of(folder));
        Assert.Equal(64, first.Length);
    }

    [Fact]
    public void Sampling_defaults_count_only_where_the_folder_says_that_it_samples()
    {
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), """{"temperature":0.6,"top_p":0.9,"eos_token_id":[1,2]}""");
        Assert.Equal(0, GenerationDefaults.Read(folder).Temperature);

        File.WriteAllText(Path.Combine(folder, "generation_config.json"), """{"do_sample":true,"temperature":0.6,"top_p":0.9,"eos_token_id":[1,2]}""");
        var defaults = GenerationDefaults.Read(folder);

        Assert.Equal((0.6, 0.9), (defaults.Temperature, defaults.TopP));
        Assert.Equal([1, 2], defaults.EndTokens);
    }

    [Theory]
    [InlineData("""{"model_type":"mistral","num_hidden_layers":3,"sliding_window":8}""", new[] { 8, 8, 8 })]
    [InlineData("""{"model_type":"gemma2","num_hidden_layers":4,"sliding_window":8}""", new[] { 8, 0, 8, 0 })]
    [InlineData("""{"model_type":"qwen2","num_hidden_layers":2,"sliding_window":8,"use_sliding_window":false}""", new int[0])]
    [InlineData("""{"model_type":"x","num_hidden_layers":2,"sliding_window":8,"layer_types":["full_attention","sliding_attention"]}""", new[] { 0, 8 })]
    public void Windows_of_layers_follow_the_family(string config, int[] windows)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), config);

        Assert.Equal(windows, ModelConfig.Read(folder).Windows);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(Action<CollabLLM.Inference.Models.Onnx.OnnxGraph> change)
    {
        RandomModel.Write(folder, new(ModelStyle.Llama));
        var file = Path.Combine(folder, "model.onnx");
        var model = CollabLLM.Inference.Models.Onnx.OnnxModel.Read(File.ReadAllBytes(file));
        change(model.Graph);
        File.WriteAllBytes(file, model.Write());
    }

    private string Refusal() => Assert.Throws<ModelFolderException>(() => ModelFolder.Read(folder)).Message;
}
