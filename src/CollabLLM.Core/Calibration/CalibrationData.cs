namespace CollabLLM.Core.Calibration;

/// <summary>What a calibration is computed from.</summary>
/// <param name="Arms">In the order of the study file: codes, or names after unblinding.</param>
/// <param name="Questions">The checkpoint question first, then the final ones.</param>
/// <param name="Continuations">What came after scored replies: what participants really wrote, and what simulators wrote in their place.</param>
/// <param name="HasBots">Whether scripted participants are among them.</param>
/// <param name="Failed">Replies without a reward, because all their samples failed.</param>
public sealed record CalibrationData(
    IReadOnlyList<string> Arms, IReadOnlyList<HumanQuestion> Questions, IReadOnlyList<ScoredReply> Replies, IReadOnlyList<HumanMark> Marks, IReadOnlyList<Continuation> Continuations, int Failed = 0, bool HasBots = false);
