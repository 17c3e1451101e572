using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>
/// The operation <c>collab:PagedAttention(q, k, v, cos?, sin?)</c> of a rewritten graph. Keys and values of new tokens go into the pages of their rows;
/// the queries read the pages where they lie. One operation record serves every session; a kernel finds its model by the handle in attribute <c>host</c>.
/// </summary>
internal static unsafe class PagedAttentionOperation
{
    public const string Domain = "collab";
    public const string Name = "PagedAttention";

    private const int Required = 0;
    private const int Optional = 1;
    private const int FloatTensor = 1;
    private const int RequiredInputs = 3;

    private static readonly nint DomainHandle = Create();

    public static void Register(SessionOptions options) => OrtFunctions.Check(OrtFunctions.AddDomain(options.DangerousGetHandle(), DomainHandle));

    private static nint Create() => OrtOperation.DomainOf(
        "collab\0"u8,
        (nint)(delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)&CreateKernel,
        (nint)(delegate* unmanaged[Cdecl]<nint, byte*>)&GetName,
        (nint)(delegate* unmanaged[Cdecl]<nint, byte*>)&GetProvider,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetType,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint>)&GetInputCount,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetType,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint>)&GetOutputCount,
        (nint)(delegate* unmanaged[Cdecl]<nint, nint, void>)&Compute,
        (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Destroy,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetInputKind,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetOutputKind,
        (nint)(delegate* unmanaged[Cdecl]<nint, nuint, int>)&GetMemoryType);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CreateKernel(nint operation, nint api, nint info)
    {
        try
        {
            return GCHandle.ToIntPtr(GCHandle.Alloc(AttentionLayer.Read(info)));
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Compute(nint kernel, nint context) => ((AttentionLayer)GCHandle.FromIntPtr(kernel).Target!).Compute(context);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Destroy(nint kernel) => GCHandle.FromIntPtr(kernel).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetName(nint operation) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("PagedAttention\0"u8));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetProvider(nint operation) => null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetType(nint operation, nuint index) => FloatTensor;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetInputCount(nint operation) => 5;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint GetOutputCount(nint operation) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetInputKind(nint operation, nuint index) => index < RequiredInputs ? Required : Optional;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetOutputKind(nint operation, nuint index) => Required;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetMemoryType(nint operation, nuint index) => 0;
}
