namespace CollabLLM.Inference.Engine.Pages;

/// <summary>
/// Bytes of keys and values that all models of a host may hold together. When they are used up, the idle page that was used longest ago goes, whichever model it belongs to.
/// One lock guards the bookkeeping of all members: it is held for microseconds, and so an engine may drop another model's idle pages at once, in the middle of that engine's step.
/// What a step reads is pinned and never dropped.
/// </summary>
internal sealed class KvBudget(long limitBytes)
{
    private readonly List<PrefixCache> members = [];
    private readonly HashSet<object> starving = [];
    private long uses;
    private long releases;

    public Lock Gate { get; } = new();

    public long LimitBytes { get; } = limitBytes;

    public long AllocatedBytes { get; private set; }

    /// <summary>Grows whenever a row gives pages back: what found no memory before may find it now.</summary>
    public long Releases => Interlocked.Read(ref releases);

    public void Join(PrefixCache cache)
    {
        lock (Gate) members.Add(cache);
    }

    public void Leave(PrefixCache cache)
    {
        lock (Gate) members.Remove(cache);
    }

    /// <summary>The next number of the count of uses that all members share, so that order needs no clock.</summary>
    public long NextUse() => ++uses;

    /// <summary>Counts bytes in; memory that lies free with other members is given up for them, pages that hold something are not.</summary>
    public bool TryAllocate(long bytes)
    {
        for (var i = 0; i < members.Count && AllocatedBytes + bytes > LimitBytes; i++) members[i].Pool.Trim(AllocatedBytes + bytes - LimitBytes);
        if (AllocatedBytes + bytes > LimitBytes) return false;
        AllocatedBytes += bytes;
        return true;
    }

    public void Free(long bytes) => AllocatedBytes -= bytes;

    /// <summary>Drops the idle page of any member that was used longest ago; false when there is none.</summary>
    public bool Evict() => members.Where(m => m.OldestIdle is not null).MinBy(m => m.OldestIdle!.LastUse) is { } member && member.Evict();

    public void Released() => Interlocked.Increment(ref releases);

    /// <summary>A model says whether one of its participants waits for memory; other models then give up a scoring row's at each step.</summary>
    public void SetStarving(object member, bool starves)
    {
        lock (Gate)
        {
            if (starves) starving.Add(member);
            else if (starving.Remove(member)) Released();
        }
    }

    public bool OthersStarve(object member)
    {
        lock (Gate) return starving.Count > (starving.Contains(member) ? 1 : 0);
    }
}
