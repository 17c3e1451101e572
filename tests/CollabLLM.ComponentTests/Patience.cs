using System.Runtime.CompilerServices;
using Bunit;

namespace CollabLLM.ComponentTests;

/// <summary>How long a test waits for a state that a component comes to by itself: longer than a loaded machine ever needed.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(120);
}
