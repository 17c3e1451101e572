using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>The record by which ONNX Runtime knows an operation of our own. It lives as long as the process: every session may use it.</summary>
internal static unsafe class OrtOperation
{
    // More than this version of the interface reads; what we do not fill is null.
    private const int Slots = 32;

    /// <param name="domain">Name of the domain, ending in a zero byte.</param>
    /// <param name="callbacks">
    /// In the interface's order: create kernel, name, provider, input type, input count, output type, output count, compute, destroy,
    /// input kind, output kind, memory of an input.
    /// </param>
    /// <returns>Handle of a domain that holds the operation.</returns>
    public static nint DomainOf(ReadOnlySpan<byte> domain, params ReadOnlySpan<nint> callbacks)
    {
        var record = (nint*)NativeMemory.AllocZeroed(Slots, (nuint)sizeof(nint));
        *(uint*)record = OrtFunctions.Version;
        callbacks.CopyTo(new Span<nint>(record + 1, Slots - 1));

        nint handle;
        fixed (byte* name = domain) OrtFunctions.Check(OrtFunctions.CreateOperationDomain(name, &handle));
        OrtFunctions.Check(OrtFunctions.AddOperation(handle, (nint)record));
        return handle;
    }
}
