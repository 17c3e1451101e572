using CollabLLM.Core.Simulation;

namespace CollabLLM.Core.Studies;

/// <summary>
/// Seeded block allocation, stratified by document type. Every complete block of a stratum holds each arm in proportion to its weight;
/// the order within a block is a permutation that follows from the study's seed, the document type and the block's number alone.
/// </summary>
public static class BlockAllocation
{
    /// <summary>Places in a block.</summary>
    public static int BlockSize(StudyDefinition study) => study.Arms.Sum(a => a.Weight) * study.RepeatsPerBlock;

    /// <summary>The place after so many taken places of a stratum: its arm follows from the seed.</summary>
    /// <param name="taken">Places of the stratum that are taken, from 0.</param>
    public static AllocatedPlace Place(StudyDefinition study, string documentType, int taken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taken);
        var (block, place) = Math.DivRem(taken, BlockSize(study));
        var seed = Seeds.Derive(study.Seed, "block", documentType, block);
        var arms = study.Arms.SelectMany(a => Enumerable.Repeat(a.Code, a.Weight * study.RepeatsPerBlock)).ToArray();
        new Random(Fold(seed)).Shuffle(arms);
        return new(documentType, arms[place], block, place, seed);
    }

    /// <summary>
    /// The document type for the next arrival: one of those with the fewest taken places, in an order that is shuffled anew for each round.
    /// So types are balanced at every moment to within one arrival.
    /// </summary>
    /// <param name="taken">Taken places by document type; a type that is missing has none.</param>
    public static string NextType(StudyDefinition study, IReadOnlyDictionary<string, int> taken)
    {
        var types = study.DocumentTypes.Select(t => t.Key).ToArray();
        var fewest = types.Min(t => taken.GetValueOrDefault(t));
        new Random(Fold(Seeds.Derive(study.Seed, "types", fewest))).Shuffle(types);
        return types.First(t => taken.GetValueOrDefault(t) == fewest);
    }

    private static int Fold(long seed) => (int)(seed ^ (seed >> 32)) & int.MaxValue;
}
