namespace CollabLLM.Data.Accounts;

/// <summary>Which account works on which study, and as what. Administrators need no row.</summary>
public sealed class StudyMember(Guid studyId, Guid accountId, string role)
{
    public Guid StudyId { get; private set; } = studyId;
    public Guid AccountId { get; private set; } = accountId;

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; private set; } = role;
}
