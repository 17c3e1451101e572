namespace CollabLLM.Web.Features.Scoring;

/// <summary>A session that may be scored: completed, by a participant who agreed to training and did not withdraw.</summary>
/// <param name="Label">Short name of its participant.</param>
/// <param name="About">Document type and topic.</param>
public sealed record ScorableSession(Guid Id, string Label, string Arm, string About, int Turns)
{
    /// <summary>Whether these words stand, as they are, in what the list says of it.</summary>
    public bool Fits(string words) => ToString().Contains(words.Trim(), StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Label} arm {Arm}, {About}";
}
