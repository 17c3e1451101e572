using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine;

/// <summary>What one step computes: for each row how many of its missing tokens, in the flattened form the runner takes.</summary>
internal sealed record StepPlan(IReadOnlyList<(Row Row, int Count)> Parts)
{
    public int DecodeRows => Parts.Count(p => p.Row.Decodes);

    public int PrefillTokens => Parts.Where(p => !p.Row.Decodes).Sum(p => p.Count);

    public (StepRow[] Rows, int[] Tokens, int[] Wanted) Flatten()
    {
        var rows = new List<StepRow>();
        var tokens = new List<int>();
        var wanted = new List<int>();
        foreach (var (row, count) in Parts)
        {
            rows.Add(new([.. row.Pages], row.Computed, tokens.Count, count));
            tokens.AddRange(row.Tokens.GetRange(row.Computed, count));
            if (count == row.Missing) wanted.Add(tokens.Count - 1);
        }

        // A step that only fills pages still has to ask for one line: the head takes at least one position.
        return ([.. rows], [.. tokens], wanted.Count > 0 ? [.. wanted] : [tokens.Count - 1]);
    }
}
