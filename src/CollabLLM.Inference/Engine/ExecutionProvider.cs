using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>Where a model runs, and why there.</summary>
internal sealed record ExecutionProvider(string Name, string Reason)
{
    public bool IsCuda => Name == "CUDA";

    public static ExecutionProvider Choose(string setting)
    {
        if (setting == "cpu") return new("CPU", "set to cpu");
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            return new("CPU", "this build of ONNX Runtime holds no CUDA provider");
        }

        return CudaProbe.Ask() is { } fault ? new("CPU", $"the CUDA probe failed: {fault}") : new("CUDA", "the probe ran a graph on the device");
    }
}
