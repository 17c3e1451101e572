using System.Numerics;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>
/// Which pairs of ids are merged, at which rank, into which id. Open addressing with a multiplied hash: the runtime's hash of a 64-bit
/// key is the exclusive or of its halves, under which pairs of neighbouring ids collide by the thousand.
/// </summary>
internal sealed class MergeTable
{
    private readonly Entry[] entries;
    private readonly int shift;

    public MergeTable(int count)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * count));
        entries = new Entry[size];
        shift = 64 - BitOperations.Log2(size);
    }

    /// <summary>A pair given twice keeps its last rank, as in the original library.</summary>
    public void Add(int left, int right, int rank, int id) => entries[Slot(Key(left, right))] = new Entry(Key(left, right), rank, id);

    public bool TryGet(int left, int right, out int rank, out int id)
    {
        var entry = entries[Slot(Key(left, right))];
        (rank, id) = (entry.Rank, entry.Id);
        return entry.Key != 0;
    }

    // One more than the pair, so that 0 is an empty place.
    private static ulong Key(int left, int right) => (((ulong)(uint)left << 32) | (uint)right) + 1;

    private int Slot(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> shift);
        while (entries[slot].Key != 0 && entries[slot].Key != key) slot = (slot + 1) & (entries.Length - 1);
        return slot;
    }

    private readonly record struct Entry(ulong Key, int Rank, int Id);
}
