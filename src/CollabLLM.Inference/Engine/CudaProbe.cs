using System.Diagnostics;
using System.Reflection;
using CollabLLM.Inference.Models.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>
/// Finds out whether CUDA really works, in a child process: a broken driver may end the process that touches it.
/// The child is this same program with <see cref="Argument"/>; each host hands its arguments to <see cref="IsAsked"/> first.
/// </summary>
public static class CudaProbe
{
    public const string Argument = "--probe-cuda";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static bool IsAsked(string[] args) => args is [Argument];

    /// <summary>Runs one operation on the device. The exit code of the child: 0 when it worked.</summary>
    public static int Run(TextWriter error)
    {
        try
        {
            using var settings = new SessionOptions();
            settings.AppendExecutionProvider_CUDA();
            using var session = new InferenceSession(Graph(), settings);
            using var x = OrtValue.CreateTensorValueFromMemory([1f, 2f], [2]);
            using var run = new RunOptions();
            using var results = session.Run(run, ["x"], [x], ["y"]);
            return results[0].GetTensorDataAsSpan<float>()[1] == 4 ? 0 : 1;
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            error.WriteLine(fault.Message);
            return 1;
        }
    }

    /// <summary>Null when CUDA works, else what the child said.</summary>
    internal static string? Ask()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        start.ArgumentList.Add(Argument);
        using var child = Process.Start(start)!;
        var words = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(Limit))
        {
            child.Kill(entireProcessTree: true);
            return $"it gave no answer in {Limit.TotalSeconds:f0} s";
        }

        return child.ExitCode == 0 ? null : words.GetAwaiter().GetResult().Split('\n')[0].Trim() is { Length: > 0 } said ? said : $"exit code {child.ExitCode}";
    }

    private static byte[] Graph()
    {
        var graph = new OnnxGraph();
        graph.Inputs.Add(new("x", OnnxType.Float, ["2"]));
        graph.Outputs.Add(new("y", OnnxType.Float, ["2"]));
        graph.Nodes.Add(new("Add", ["x", "x"], ["y"]));
        var model = new OnnxModel(8, graph);
        model.OperatorSets[""] = 17;
        return model.Write();
    }
}
