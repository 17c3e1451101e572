namespace CollabLLM.Data.Sessions;

/// <summary>What came of a step: it is written, or refused with a sentence for the participant. Nothing in between.</summary>
public abstract record StepResult
{
    private StepResult() { }

    public sealed record Done : StepResult;

    public sealed record Refused(string Sentence) : StepResult;
}
