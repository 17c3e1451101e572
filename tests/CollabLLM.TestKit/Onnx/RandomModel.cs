using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>Writes model folders with random weights in the naming of Optimum exports, so that no weights are kept in the repository.</summary>
public static class RandomModel
{
    private const double Spread = 0.6;

    /// <summary>A folder with model.onnx and config.json, without tokenizer.</summary>
    public static string Write(string folder, ModelSpec spec)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Build(spec));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            {"model_type":"{{(spec.Style == ModelStyle.Gpt2 ? "gpt2" : "llama")}}","num_hidden_layers":{{spec.Layers}},"num_attention_heads":{{spec.Heads}},
             "num_key_value_heads":{{spec.KvHeads}},"hidden_size":{{spec.Hidden}},"head_dim":{{spec.HeadSize}},"max_position_embeddings":{{spec.Context}},
             "vocab_size":{{spec.Vocabulary}},"eos_token_id":{{spec.Vocabulary - 1}},"bos_token_id":{{spec.Vocabulary - 2}}}
            """);
        return folder;
    }

    private static byte[] Build(ModelSpec spec)
    {
        var writer = new GraphWriter(spec);
        Interface(writer, spec);
        var x = new BlockWriter(writer, spec).Body();
        writer.Graph.Nodes.Add(new("MatMul", [x, writer.Weights(Spread / Math.Sqrt(spec.Hidden) * 4, spec.Hidden, spec.Vocabulary)], ["logits"]));
        var model = new OnnxModel(8, writer.Graph);
        model.OperatorSets[""] = 17;
        model.OperatorSets["com.microsoft"] = 1;
        return model.Write();
    }

    private static void Interface(GraphWriter writer, ModelSpec spec)
    {
        var graph = writer.Graph;
        graph.Inputs.Add(new("input_ids", OnnxType.Int64, ["batch", "new"]));
        graph.Inputs.Add(new("attention_mask", OnnxType.Int64, ["batch", "total"]));
        if (spec.Style != ModelStyle.Genai) graph.Inputs.Add(new("position_ids", OnnxType.Int64, ["batch", "new"]));
        graph.Outputs.Add(new("logits", writer.FloatType, ["batch", "new", $"{spec.Vocabulary}"]));
        for (var layer = 0; layer < spec.Layers; layer++)
        {
            foreach (var part in new[] { "key", "value" })
            {
                graph.Inputs.Add(new($"past_key_values.{layer}.{part}", writer.FloatType, ["batch", $"{spec.KvHeads}", "past", $"{spec.HeadSize}"]));
                graph.Outputs.Add(new($"present.{layer}.{part}", writer.FloatType, ["batch", $"{spec.KvHeads}", "total", $"{spec.HeadSize}"]));
            }
        }
    }
}
