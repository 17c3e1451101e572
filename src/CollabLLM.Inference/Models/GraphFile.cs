using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models;

/// <summary>Finds and reads the .onnx file of a folder.</summary>
internal static class GraphFile
{
    /// <summary>In this order where a folder holds several: the exact weights first, then what loses least.</summary>
    private static readonly string[] Preferred =
    [
        "model.onnx", "onnx/model.onnx", "onnx/model_fp16.onnx", "onnx/model_quantized.onnx", "onnx/model_int8.onnx", "onnx/model_uint8.onnx",
        "onnx/model_q4.onnx", "onnx/model_q4f16.onnx", "onnx/model_bnb4.onnx",
    ];

    public static string Choose(string folder, string? named)
    {
        if (named is not null)
        {
            var file = Path.Combine(folder, named);
            return File.Exists(file) ? file : throw new ModelFolderException(file, "the file is missing.");
        }

        var preferred = Preferred.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (preferred is not null) return preferred;
        var others = Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        return others switch
        {
            [var only] => only,
            [] => throw new ModelFolderException(Path.Combine(folder, "model.onnx"), "the file is missing; the folder holds no .onnx file."),
            _ => throw new ModelFolderException(folder, $"it holds {others.Length} .onnx files ({string.Join(", ", others.Select(Path.GetFileName).Take(4))}); name one of them."),
        };
    }

    public static OnnxModel Read(string file)
    {
        try
        {
            var model = OnnxModel.Read(File.ReadAllBytes(file));
            var missing = model.Graph.Constants.Values.Select(c => c.ExternalFile).OfType<string>().Distinct()
                .Select(name => Path.Combine(Path.GetDirectoryName(file)!, name))
                .FirstOrDefault(path => !File.Exists(path));
            return missing is null ? model : throw new ModelFolderException(missing, $"the file is missing; {Path.GetFileName(file)} keeps its weights in it.");
        }
        catch (InvalidDataException fault)
        {
            throw new ModelFolderException(file, $"the file is truncated or no ONNX graph: {fault.Message}.", fault);
        }
        catch (IOException fault)
        {
            throw new ModelFolderException(file, $"the file cannot be read: {fault.Message}", fault);
        }
    }
}
