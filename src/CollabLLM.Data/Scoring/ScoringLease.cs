namespace CollabLLM.Data.Scoring;

/// <summary>The right of one worker to settle one attempt of one job, until another may take it.</summary>
/// <param name="Attempt">From 1. An attempt that lost its lease cannot settle the job any more.</param>
public sealed record ScoringLease(Guid JobId, Guid RunId, Guid SessionId, int Turn, string Worker, int Attempt);
