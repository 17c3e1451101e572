namespace CollabLLM.Data.Scoring;

/// <summary>The job was cancelled, or another worker has it since this one gave no sign of life in time. Nothing of this attempt is kept beyond whole samples.</summary>
public sealed class LeaseLostException() : Exception("This attempt has lost its lease: the job was cancelled, or another worker took it.");
