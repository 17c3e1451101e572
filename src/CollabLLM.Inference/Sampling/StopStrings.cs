namespace CollabLLM.Inference.Sampling;

/// <summary>Ends a reply where a stop string begins, also when it comes in pieces: text that might be the beginning of one is held back.</summary>
internal sealed class StopStrings(IReadOnlyList<string> stops)
{
    private string held = "";

    /// <returns>The text that may be shown, and whether a stop string was completed; it and what follows are not shown.</returns>
    public (string Text, bool Stopped) Push(string piece)
    {
        if (stops.Count == 0) return (piece, false);
        var text = held + piece;
        var first = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (first >= 0)
        {
            held = "";
            return (text[..first], true);
        }

        var keep = Enumerable.Range(1, Math.Min(text.Length, stops.Max(s => s.Length) - 1)).Reverse()
            .FirstOrDefault(n => stops.Any(stop => stop.AsSpan().StartsWith(text.AsSpan(text.Length - n), StringComparison.Ordinal)));
        held = text[^keep..];
        return (text[..^keep], false);
    }

    /// <summary>What was held back when the reply ends otherwise.</summary>
    public string Flush()
    {
        var rest = held;
        held = "";
        return rest;
    }
}
