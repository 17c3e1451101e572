using System.Security.Claims;

namespace CollabLLM.Web.Features.Audit;

internal static class AuditNames
{
    extension(ClaimsPrincipal account)
    {
        /// <summary>Who did it, as the audit trail names it: the account's e-mail address.</summary>
        public string AuditName() => account.Identity?.Name ?? "unknown";
    }
}
