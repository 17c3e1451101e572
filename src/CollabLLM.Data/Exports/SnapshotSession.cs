using CollabLLM.Core.Exports;

namespace CollabLLM.Data.Exports;

/// <summary>A session of a snapshot. A snapshot holds one of these for each of its sessions, so it is small: names are made when they are asked for.</summary>
/// <param name="Name">Pseudonym of the session.</param>
/// <param name="Participant">Pseudonym of the participant.</param>
/// <param name="Started">Ticks of the beginning, in UTC.</param>
public readonly record struct SnapshotSession(Guid Id, Guid Name, Guid Participant, string? Arm, long Started)
{
    public SessionKey Key => new(Participant.ToString("D"), Name.ToString("D"), Arm);

    public void Deconstruct(out Guid id, out SessionKey key) => (id, key) = (Id, Key);

    /// <summary>By beginning; those of one moment by name, so that the order is the same in every database and after an import.</summary>
    public static int InOrder(SnapshotSession one, SnapshotSession other)
    {
        var byStart = one.Started.CompareTo(other.Started);
        if (byStart != 0) return byStart;
        Span<byte> a = stackalloc byte[16], b = stackalloc byte[16];
        one.Name.TryWriteBytes(a, bigEndian: true, out _);
        other.Name.TryWriteBytes(b, bigEndian: true, out _);
        return a.SequenceCompareTo(b);
    }
}
