namespace CollabLLM.Core.Studies;

/// <summary>One place of block allocation: stratum, arm, block and place within it (both from 0), and the seed of the block's permutation.</summary>
public sealed record AllocatedPlace(string DocumentType, string Arm, int Block, int Place, long Seed);
