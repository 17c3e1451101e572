using System.Text;

namespace CollabLLM.Inference.Templates;

/// <summary>
/// A text that knows which of its UTF-16 units people wrote. The template's own units may become control tokens; people's never may.
/// Where an operation cannot tell units apart any more, everything that had people's words in it counts as theirs.
/// </summary>
internal sealed class TaintedText(string value, bool[]? mask = null)
{
    public static TaintedText Empty { get; } = new("");

    public string Value => value;

    /// <summary>True for each unit that people wrote; null: none.</summary>
    public bool[]? Mask => mask;

    public int Length => value.Length;

    public static TaintedText Of(string text) => new(text);

    public static TaintedText FromPeople(string text) => new(text, Filled(text.Length));

    /// <summary>Another text made of this one: people's when any of this was.</summary>
    public TaintedText Derived(string text) => mask is null || Array.IndexOf(mask, true) < 0 ? new TaintedText(text) : FromPeople(text);

    /// <summary>The same units changed one by one; where their number changed, as <see cref="Derived"/>.</summary>
    public TaintedText Mapped(string text) => text.Length == value.Length ? new TaintedText(text, mask) : Derived(text);

    public TaintedText Slice(int start, int end) => new(value[start..end], mask?[start..end]);

    public TaintedText Trim(bool left = true, bool right = true)
    {
        var (start, end) = (0, value.Length);
        if (left) while (start < end && JinjaText.IsSpace(value[start])) start++;
        if (right) while (end > start && JinjaText.IsSpace(value[end - 1])) end--;
        return Slice(start, end);
    }

    public static TaintedText Concat(IEnumerable<TaintedText> parts)
    {
        var builder = new Builder();
        foreach (var part in parts) builder.Append(part);
        return builder.ToText();
    }

    public static TaintedText Join(TaintedText separator, IReadOnlyList<TaintedText> parts) =>
        Concat(parts.SelectMany((part, i) => i == 0 ? new[] { part } : [separator, part]));

    public override string ToString() => value;

    private static bool[] Filled(int length)
    {
        var filled = new bool[length];
        Array.Fill(filled, true);
        return filled;
    }

    /// <summary>Puts texts together.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder text = new();
        private List<bool>? mask;

        public void Append(TaintedText part)
        {
            if (part.Mask is not null && mask is null) mask = [.. Enumerable.Repeat(false, text.Length)];
            text.Append(part.Value);
            if (mask is null) return;
            if (part.Mask is { } marks) mask.AddRange(marks);
            else mask.AddRange(Enumerable.Repeat(false, part.Length));
        }

        public TaintedText ToText() => new(text.ToString(), mask is null ? null : [.. mask]);
    }
}
