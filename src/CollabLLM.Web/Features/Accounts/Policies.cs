namespace CollabLLM.Web.Features.Accounts;

/// <summary>Names of the authorisation policies. Which study an account may see is decided by <see cref="StudyAccess"/> on top of them.</summary>
internal static class Policies
{
    /// <summary>Any account: may look at and compare its studies.</summary>
    public const string Researcher = "Researcher";

    /// <summary>Coordinators and administrators: may change, recruit and exclude.</summary>
    public const string Coordinator = "Coordinator";

    /// <summary>Administrators: accounts, invitations, audit trail.</summary>
    public const string Administrator = "Administrator";
}
