namespace CollabLLM.Inference.Engine.Attention;

/// <summary>The rows of one step, flattened into one sequence of new tokens, and how their queries are cut into tiles. Built once, used by every layer.</summary>
internal sealed record AttentionStep(IReadOnlyList<StepRow> Rows, IReadOnlyList<AttentionTile> Tiles, int Tokens)
{
    /// <summary>Query vectors of one tile: enough to use a key page several times from the nearest cache.</summary>
    private const int TileQueries = 32;

    /// <summary>Pairs of a query token and a token it sees, rounded up to pages: times heads and head size, the work of a layer.</summary>
    public long Pairs { get; } = Tiles.Sum(t => (long)t.Tokens * t.MaxPages) * PageShape.Tokens;

    public static AttentionStep Empty { get; } = new([], [], 0);

    public static AttentionStep Of(IReadOnlyList<StepRow> rows, int queriesPerKvHead)
    {
        var tokens = Math.Max(1, TileQueries / queriesPerKvHead);
        var tiles = new List<AttentionTile>();
        foreach (var row in rows.Where(r => r.Count > 1))
        {
            for (var from = 0; from < row.Count; from += tokens)
            {
                tiles.Add(new(0, [new(row, from, Math.Min(tokens, row.Count - from))]));
            }
        }

        foreach (var (shared, group) in SharedPrefixes.Find([.. rows.Where(r => r.Count == 1)]))
        {
            tiles.AddRange(group.Chunk(tokens).Select(part => new AttentionTile(part.Length > 1 ? shared : 0, [.. part.Select(row => new TilePiece(row, 0, 1))])));
        }

        return new(rows, tiles, rows.Sum(r => r.Count));
    }
}
