using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>Settings of the runtime for one session of a model.</summary>
internal static class RuntimeSettings
{
    private const int MostThreads = 8;

    public static int Threads(InferenceOptions options) => options.Threads > 0 ? options.Threads : Math.Min(MostThreads, Environment.ProcessorCount);

    public static SessionOptions Create(InferenceOptions options, string graphFile)
    {
        var settings = new SessionOptions
        {
            IntraOpNumThreads = Threads(options),
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            EnableMemoryPattern = false,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spinning ? "1" : "0");
        settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetFullPath(Path.GetDirectoryName(graphFile)!));
        return settings;
    }
}
