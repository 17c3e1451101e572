namespace CollabLLM.Core.Statistics.Reports;

/// <summary>Participants of one arm, from allocation to analysis (CONSORT). Every number counts participants.</summary>
/// <param name="Arm">Code of the arm, or its name after unblinding.</param>
/// <param name="Started">Began to write.</param>
/// <param name="Completed">Reached the end.</param>
/// <param name="Withdrawn">Withdrew and let their data be kept.</param>
/// <param name="Open">Neither completed nor withdrew: still at it, or dropped out without a word.</param>
/// <param name="Excluded">Left out of the per-protocol analysis by the coordinator, by reason, most frequent first.</param>
/// <param name="PerProtocol">Completed and not excluded.</param>
public sealed record ArmFlow(string Arm, int Allocated, int Started, int Completed, int Withdrawn, int Open, IReadOnlyList<FlowReason> Excluded, int PerProtocol);
