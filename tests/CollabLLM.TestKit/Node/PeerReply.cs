namespace CollabLLM.TestKit.Node;

public sealed record PeerReply(double CpuMs, double WallMs, int[][] Ids);
