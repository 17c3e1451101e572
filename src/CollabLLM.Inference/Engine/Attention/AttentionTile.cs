namespace CollabLLM.Inference.Engine.Attention;

/// <summary>Queries that are computed together: those of several rows meet the pages that all of them share as one matrix.</summary>
internal sealed record AttentionTile(int SharedPages, TilePiece[] Pieces)
{
    public int Tokens { get; } = Pieces.Sum(p => p.Count);

    public int MaxPages { get; } = Pieces.Max(p => p.Pages);
}

/// <summary>Consecutive new tokens of one row.</summary>
internal sealed record TilePiece(StepRow Row, int From, int Count)
{
    /// <summary>Pages that hold what the last of these tokens may see.</summary>
    public int Pages { get; } = (Row.Past + From + Count + PageShape.Tokens - 1) / PageShape.Tokens;
}
