namespace CollabLLM.Data.Exports.Import;

/// <summary>Adds rows with values that no verb of the domain would give them, and saves them some at a time.</summary>
internal sealed class Restoring(CollabDbContext db)
{
    private const int Batch = 1_000;
    private int waiting;

    /// <param name="values">Properties by name, set beside what the constructor did.</param>
    public void Add<T>(T entity, params ReadOnlySpan<(string Property, object? Value)> values) where T : class
    {
        var entry = db.Entry(entity);
        foreach (var (property, value) in values) entry.Property(property).CurrentValue = value;
        db.Add(entity);
        waiting++;
    }

    public bool IsFull => waiting >= Batch;

    public async Task SaveAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        waiting = 0;
    }
}
