namespace CollabLLM.Data.Accounts;

/// <summary>A one-time link by which somebody makes an account. Only a hash of its secret is stored.</summary>
public sealed class Invitation
{
    private Invitation() { }

    public Invitation(string tokenHash, string role, Guid? studyId, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        Id = Guid.CreateVersion7(at);
        (TokenHash, Role, StudyId, CreatedAt, ExpiresAt) = (tokenHash, role, studyId, at, expiresAt);
    }

    public Guid Id { get; private set; }
    public string TokenHash { get; private set; } = "";
    public string Role { get; private set; } = "";
    public Guid? StudyId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsUsable(DateTimeOffset at) => UsedAt is null && at < ExpiresAt;

    public void Use(DateTimeOffset at) => UsedAt = at;
}
