namespace CollabLLM.Inference.RewardModels;

/// <summary>What a logit means.</summary>
internal enum LabelKind
{
    /// <summary>The logit itself is the value.</summary>
    Regression,

    /// <summary>One label holds: its probability among all (softmax).</summary>
    OneOf,

    /// <summary>Each label holds or not: its own probability (sigmoid).</summary>
    Each,
}
