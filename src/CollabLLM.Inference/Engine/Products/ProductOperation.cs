using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>The operation <c>collab.products:Product(x)</c> of a rewritten graph: x times a packed constant matrix.</summary>
internal static unsafe class ProductOperation
{
    public const string Domain = "collab.products";
    public const string Name = "Product";

    private const int FloatTensor = 1;

    private static readonly nint DomainHandle = Create();

    public static void Register(SessionOptions options) => OrtFunctions.Check(OrtFunctions.AddDomain(options.DangerousGetHandle(), DomainHandle));

    private static nint Create() => OrtOperation.DomainOf(
        "collab.products\0"u8,
        (nint)(delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)&CreateKernel,
        (nint)(delegate* unmanaged[Cdecl]<nint, byte*>)&GetName,
        (nint)(delegate* unmanaged[Cdecl]<nint, byte*>)&GetProvider,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetType,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint>)&GetCount,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetType,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint>)&GetCount,
        (nint)(delegate* unmanaged[Cdecl]<nint, nint, void>)&Compute,
        (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Destroy,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetKind,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetKind,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetKind);

    /// <summary>The kernel is the layer's own handle: the model keeps it, the session only borrows it.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CreateKernel(nint operation, nint api, nint info)
    {
        long handle;
        fixed (byte* text = "matrix\0"u8) return OrtFunctions.IntAttribute(info, text, &handle) == 0 ? (nint)handle : 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Compute(nint kernel, nint context)
    {
        var layer = (ProductLayer)GCHandle.FromIntPtr(kernel).Target!;
        try
        {
            layer.Compute(context);
        }
        catch (Exception fault) when (fault is InvalidOperationException or OutOfMemoryException)
        {
            // Native code cannot carry an exception: the runner looks for it after the step.
            layer.Report(fault);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Destroy(nint kernel)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetName(nint operation) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("Product\0"u8));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetProvider(nint operation) => null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetType(nint operation, nuint index) => FloatTensor;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetCount(nint operation) => 1;

    /// <summary>Required, and in ordinary memory: both are 0.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetKind(nint operation, nuint index) => 0;
}
