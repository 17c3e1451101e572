namespace CollabLLM.Core.Metrics;

/// <summary>The judge's scale of interactivity, which differs between the published implementations.</summary>
public enum JudgeScale
{
    /// <summary>`v2`: one mark from 0 to 1.</summary>
    ZeroToOne,

    /// <summary>`paper`: one mark from 1 to 3, divided by 3.</summary>
    OneToThreeDividedByThree,

    /// <summary>`verl`: the mean of three marks from 0 to 1.</summary>
    MeanOfThree,
}
