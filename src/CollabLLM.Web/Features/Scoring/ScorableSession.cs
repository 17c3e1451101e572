namespace CollabLLM.Web.Features.Scoring;

/// <summary>A session that may be scored: completed, by a participant who agreed to training and did not withdraw.</summary>
/// <param name="Label">Short name of its participant.</param>
/// <param name="About">Document type and topic.</param>
public sealed record ScorableSession(Guid Id, string Label, string Arm, string About, int Turns)
{
    /// <summary>Whether each word is found in its label, arm or topic.</summary>
    public bool Fits(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => $"{Label} arm {Arm} {About}".Contains(word, StringComparison.OrdinalIgnoreCase));
}
