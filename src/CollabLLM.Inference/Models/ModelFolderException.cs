namespace CollabLLM.Inference.Models;

/// <summary>A model folder that cannot be served: which file, and what is wrong with it, in a sentence for coordinators.</summary>
public sealed class ModelFolderException(string file, string fault, Exception? inner = null) : Exception($"{file}: {fault}", inner)
{
    public string File { get; } = file;

    public string Fault { get; } = fault;
}
