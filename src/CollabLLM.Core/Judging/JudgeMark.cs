namespace CollabLLM.Core.Judging;

/// <summary>What a judge gave: a mark inside its rubric's range, or why there is none.</summary>
public abstract record JudgeMark
{
    private JudgeMark() { }

    public sealed record Given(double Value) : JudgeMark;

    public sealed record Failed(string Reason) : JudgeMark;
}
