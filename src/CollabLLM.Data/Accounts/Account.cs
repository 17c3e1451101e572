using Microsoft.AspNetCore.Identity;

namespace CollabLLM.Data.Accounts;

/// <summary>A coordinator, researcher or administrator. Participants have no account.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";
}
