namespace CollabLLM.Data.Scoring;

/// <summary>Models failed in a way that may pass: the attempt is to be made again. At the last attempt such samples are stored as failed instead.</summary>
public sealed class ModelFailedException(string reason) : Exception(reason);
