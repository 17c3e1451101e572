using System.Text;

namespace CollabLLM.Inference.Tokenizers.Unicode;

/// <summary>
/// The four normalization forms (Unicode Standard Annex 15). Own code because the runtime's depends on the ICU library of the machine
/// and is a no-op without it: a tokenizer must give the same ids everywhere. Lone surrogates are not expected here.
/// </summary>
internal static class UnicodeNormalization
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28, SCount = LCount * VCount * TCount;

    public static string Normalize(string text, bool compose, bool compatibility)
    {
        if (Ascii.IsValid(text)) return text;
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, compatibility, points);
        Order(points);
        if (compose) Compose(points);
        var normalized = new StringBuilder(points.Count);
        foreach (var point in points) normalized.Append(char.ConvertFromUtf32(point));
        return normalized.ToString();
    }

    private static void Decompose(int point, bool compatibility, List<int> into)
    {
        if (point is >= SBase and < SBase + SCount)
        {
            var index = point - SBase;
            into.Add(LBase + (index / (VCount * TCount)));
            into.Add(VBase + (index % (VCount * TCount) / TCount));
            if (index % TCount is > 0 and var trailing) into.Add(TBase + trailing);
        }
        else if (point >= 0xA0 && NormalizationTable.Shared.Decompose(point, compatibility) is { } parts)
        {
            foreach (var part in parts) Decompose(part, compatibility, into);
        }
        else
        {
            into.Add(point);
        }
    }

    // Canonical ordering: stable sort of each run of marks by combining class.
    private static void Order(List<int> points)
    {
        var table = NormalizationTable.Shared;
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] < 0x300 || table.ClassOf(points[i]) == 0) continue;
            var start = i;
            while (i < points.Count && table.ClassOf(points[i]) != 0) i++;
            if (i - start < 2) continue;
            var run = points.GetRange(start, i - start).OrderBy(p => table.ClassOf(p)).ToArray();
            for (var k = 0; k < run.Length; k++) points[start + k] = run[k];
        }
    }

    private static void Compose(List<int> points)
    {
        var (starter, kept) = (-1, 0);
        var lastClass = -1;
        foreach (var point in points.ToArray())
        {
            var combining = NormalizationTable.Shared.ClassOf(point);
            if (starter >= 0 && (lastClass < combining || lastClass < 0) && Pair(points[starter], point) is { } composed)
            {
                points[starter] = composed;
                continue;
            }
            if (combining == 0) (starter, lastClass) = (kept, -1);
            else lastClass = combining;
            points[kept++] = point;
        }
        points.RemoveRange(kept, points.Count - kept);
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LBase and < LBase + LCount && second is >= VBase and < VBase + VCount)
            return SBase + ((((first - LBase) * VCount) + (second - VBase)) * TCount);
        if (first is >= SBase and < SBase + SCount && (first - SBase) % TCount == 0 && second is > TBase and < TBase + TCount)
            return first + (second - TBase);
        return NormalizationTable.Shared.Compose(first, second);
    }
}
