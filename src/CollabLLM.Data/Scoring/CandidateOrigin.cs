namespace CollabLLM.Data.Scoring;

/// <summary>Where a candidate comes from.</summary>
/// <param name="Source">One of <see cref="CandidateSources"/>.</param>
/// <param name="Arm">Code of the arm whose policy wrote it.</param>
/// <param name="PolicyId">Hash of that policy; with the proactive prompt it is another policy than the arm's.</param>
/// <param name="PromptHash">SHA-256 of the messages that it was asked with.</param>
public sealed record CandidateOrigin(string Source, string Arm, string PolicyId, string PromptHash);
