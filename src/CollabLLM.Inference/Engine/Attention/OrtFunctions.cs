using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>
/// The functions of ONNX Runtime's C interface that its managed library does not offer: an operation of our own and its kernel context.
/// The table is append-only by the runtime's promise, so an index is stable.
/// </summary>
internal static unsafe class OrtFunctions
{
    /// <summary>The interface version whose operation record we fill; older than the library's, which keeps reading it.</summary>
    public const uint Version = 14;

    private static readonly nint* Table = Load();

    public static readonly delegate* unmanaged[Cdecl]<byte*, nint*, nint> CreateOperationDomain = (delegate* unmanaged[Cdecl]<byte*, nint*, nint>)Table[26];
    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint> AddOperation = (delegate* unmanaged[Cdecl]<nint, nint, nint>)Table[27];
    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint> AddDomain = (delegate* unmanaged[Cdecl]<nint, nint, nint>)Table[28];
    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> TensorData = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[51];
    public static readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> DimensionCount = (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Table[61];
    public static readonly delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> Dimensions = (delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)Table[62];
    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> TensorShape = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[65];
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseShape = (delegate* unmanaged[Cdecl]<nint, void>)Table[99];
    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, float*, nint> FloatAttribute = (delegate* unmanaged[Cdecl]<nint, byte*, float*, nint>)Table[85];
    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, long*, nint> IntAttribute = (delegate* unmanaged[Cdecl]<nint, byte*, long*, nint>)Table[86];
    public static readonly delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> KernelInput = (delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)Table[90];
    public static readonly delegate* unmanaged[Cdecl]<nint, nuint, long*, nuint, nint*, nint> KernelOutput = (delegate* unmanaged[Cdecl]<nint, nuint, long*, nuint, nint*, nint>)Table[91];
    public static readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, nuint, void>, nuint, nuint, void*, nint> ParallelFor =
        (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, nuint, void>, nuint, nuint, void*, nint>)Table[274];

    /// <exception cref="InvalidOperationException">The runtime returned a status that is not success.</exception>
    public static void Check(nint status)
    {
        if (status == 0) return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)Table[2])(status));
        ((delegate* unmanaged[Cdecl]<nint, void>)Table[93])(status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }

    private static nint* Load()
    {
        // The managed library has loaded the native one by now; the same file gives the same handle.
        _ = OrtEnv.Instance();
        var beside = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so");
        var library = File.Exists(beside) ? NativeLibrary.Load(beside) : NativeLibrary.Load("onnxruntime", typeof(OrtEnv).Assembly, null);
        var root = ((delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        return (nint*)((delegate* unmanaged[Cdecl]<uint, nint>)root[0])(Version);
    }
}
