using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>
/// A sequence-classification model that can be computed by hand: each token has a row of <see cref="Weight"/>, the rows of the text are averaged,
/// and <see cref="Bias"/> is added. Folder, names and config are those of an Optimum export; tokenizer and template are copied from another folder.
/// </summary>
public static class TinyClassifier
{
    public static float Weight(int token, int label) => MathF.Sin((token * 7) + (label * 3) + 1);

    public static float Bias(int label) => 0.25f * label;

    /// <param name="textFrom">Folder whose tokenizer and chat template are taken.</param>
    /// <param name="config">Keys of config.json besides model_type, such as <c>"num_labels": 1</c>.</param>
    public static string Write(string folder, string textFrom, int vocabulary, int labels, string config, bool typeIds = false)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "tokenizer.json", "tokenizer_config.json" }) File.Copy(Path.Combine(textFrom, file), Path.Combine(folder, file), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{"model_type":"bert",{{config}}}""");
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Build(vocabulary, labels, typeIds));
        return folder;
    }

    private static byte[] Build(int vocabulary, int labels, bool typeIds)
    {
        var g = new GraphWriter(new ModelSpec(ModelStyle.Llama));
        g.Graph.Inputs.Add(new("input_ids", OnnxType.Int64, ["batch", "sequence"]));
        g.Graph.Inputs.Add(new("attention_mask", OnnxType.Int64, ["batch", "sequence"]));
        if (typeIds) g.Graph.Inputs.Add(new("token_type_ids", OnnxType.Int64, ["batch", "sequence"]));
        g.Graph.Outputs.Add(new("logits", OnnxType.Float, ["batch", $"{labels}"]));
        var rows = g.Floats([.. Enumerable.Range(0, vocabulary).SelectMany(t => Enumerable.Range(0, labels).Select(l => Weight(t, l)))], [vocabulary, labels]);
        var mask = g.Op("Cast", [g.Op("Unsqueeze", ["attention_mask", g.Longs(2)])], OnnxAttribute.Of("to", OnnxType.Float));
        var sum = g.Op("ReduceSum", [g.Op("Mul", [g.Op("Gather", [rows, "input_ids"]), mask]), g.Longs(1)], OnnxAttribute.Of("keepdims", 0L));
        if (typeIds) sum = g.Op("Add", [sum, g.Op("ReduceSum", [g.Op("Cast", [g.Op("Unsqueeze", ["token_type_ids", g.Longs(2)])], OnnxAttribute.Of("to", OnnxType.Float)), g.Longs(1)], OnnxAttribute.Of("keepdims", 0L))]);
        var mean = g.Op("Div", [sum, g.Op("ReduceSum", [mask, g.Longs(1)], OnnxAttribute.Of("keepdims", 0L))]);
        g.Graph.Nodes.Add(new("Add", [mean, g.Floats([.. Enumerable.Range(0, labels).Select(Bias)], [labels])], ["logits"]));
        var model = new OnnxModel(8, g.Graph);
        model.OperatorSets[""] = 17;
        return model.Write();
    }
}
