namespace CollabLLM.Data.Accounts;

/// <summary>What an account may do. Administrator: everything, in every study. Coordinator: sets up, recruits, monitors, exports its studies. Researcher: compares, scores, exports its studies; cannot change them.</summary>
public static class Roles
{
    public const string Administrator = "Administrator";
    public const string Coordinator = "Coordinator";
    public const string Researcher = "Researcher";

    public static IReadOnlyList<string> All { get; } = [Administrator, Coordinator, Researcher];
}
