using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CollabLLM.ComponentTests;

/// <summary>bUnit asks for AngleSharp.Diffing 1.0; the version that can be restored is 0.17 and serves every call that bUnit makes.</summary>
internal static class DiffingResolver
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "AngleSharp.Diffing" ? Load(context) : null;

    private static Assembly Load(AssemblyLoadContext context) =>
        context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"));
}
