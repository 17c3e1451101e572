namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>One study's (or stratum's) effect and its standard error, both in the same unit across studies.</summary>
public sealed record StudyEffect(string Name, double Effect, double Se);
