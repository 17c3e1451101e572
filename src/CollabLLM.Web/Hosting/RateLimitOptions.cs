using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Web.Hosting;

/// <summary>Section <c>RateLimits</c> of the settings: requests a minute from one address (exports: of one account).</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Sign-in and invitations: guesses of passwords and links.</summary>
    [Range(1, 100_000)]
    public int SignIn { get; set; } = 20;

    /// <summary>Joining a study. A class that starts together comes from one address.</summary>
    [Range(1, 100_000)]
    public int Join { get; set; } = 120;

    /// <summary>Downloads of exports: each reads a whole study.</summary>
    [Range(1, 100_000)]
    public int Exports { get; set; } = 30;
}
