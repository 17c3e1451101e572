using System.Globalization;
using System.Text;
using CollabLLM.Core.Statistics.Reports;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>The flow of participants from arrival to analysis as boxes and arrows, an arm a column (CONSORT 2010). Deterministic SVG; the style sheet gives the colours.</summary>
public static class FlowDiagram
{
    private const int Column = 200;
    private const int Gap = 16;
    private const int LineHeight = 16;
    private const int Step = 22;
    private const int LongestReason = 24;

    public static string Draw(ParticipantFlow flow)
    {
        var svg = new StringBuilder();
        var arms = Math.Max(1, flow.Arms.Count);
        var width = Math.Max(arms * Column + (arms - 1) * Gap, 2 * Column + Gap);
        var middle = width / 2;
        var y = 4;
        y = Trunk(svg, middle, y, $"Arrived: {flow.Arrived}", $"did not consent: {flow.Arrived - flow.Consented}");
        y = Trunk(svg, middle, y, $"Consented: {flow.Consented}", $"not eligible: {flow.Consented - flow.Eligible}");
        y = Trunk(svg, middle, y, $"Eligible: {flow.Eligible}", $"not allocated: {flow.Eligible - flow.Allocated}");
        Box(svg, middle - Column / 2, y, [$"Allocated: {flow.Allocated}"]);
        var fork = y + Height(1);
        string[][][] columns = [.. flow.Arms.Select(Boxes)];
        var first = fork + Step + 8;
        for (var i = 0; i < columns.Length; i++)
        {
            var x = Left(i);
            Line(svg, middle, fork, middle, fork + Step / 2);
            Line(svg, middle, fork + Step / 2, x + Column / 2, fork + Step / 2);
            Arrow(svg, x + Column / 2, fork + Step / 2, first);
        }
        y = first;
        for (var row = 0; columns.Length > 0 && row < columns[0].Length; row++)
        {
            var tallest = columns.Max(c => c[row].Length);
            for (var i = 0; i < columns.Length; i++)
            {
                Box(svg, Left(i), y, columns[i][row], tallest);
                if (row + 1 < columns[0].Length) Arrow(svg, Left(i) + Column / 2, y + Height(tallest), y + Height(tallest) + Step);
            }
            y += Height(tallest) + Step;
        }
        return string.Create(CultureInfo.InvariantCulture, $"""<svg class="flow-svg" xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 {width + 2} {y - Step + 4}" role="img" aria-label="Flow of participants from arrival to analysis; the numbers are in the table">{svg}</svg>""");

        int Left(int arm) => (width - (arms * Column + (arms - 1) * Gap)) / 2 + arm * (Column + Gap);
    }

    private static string[][] Boxes(ArmFlow arm) =>
    [
        [$"*{PlotText.Arm(arm.Arm)}", $"allocated: {arm.Allocated}"],
        [$"began to write: {arm.Started}", $"left before: {arm.Allocated - arm.Started}"],
        [$"completed: {arm.Completed}", $"withdrew: {arm.Withdrawn}", $"stopped or not done yet: {arm.Open}"],
        [$"excluded: {arm.Excluded.Sum(e => e.Count)}", .. arm.Excluded.Take(4).Select(e => $"  {Short(e.Reason)}: {e.Count}")],
        ["*Analysed", $"intention to treat: {arm.Allocated}", $"per protocol: {arm.PerProtocol}"],
    ];

    private static string Short(string reason) => reason.Length <= LongestReason ? reason : reason[..(LongestReason - 1)] + "\u2026";

    private static int Trunk(StringBuilder svg, int middle, int y, string text, string aside)
    {
        Box(svg, middle - Column / 2, y, [text]);
        var bottom = y + Height(1) + 2 * Step;
        Arrow(svg, middle, y + Height(1), bottom);
        var side = y + Height(1) + Step;
        Line(svg, middle, side, middle + 24, side);
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{middle + 30}" y="{side + 4}" class="plot-tick">{SvgPlot.Safe(aside)}</text>""");
        return bottom;
    }

    private static int Height(int lines) => 14 + lines * LineHeight;

    private static void Box(StringBuilder svg, int x, int y, string[] lines, int? tallest = null)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{x}" y="{y}" width="{Column}" height="{Height(tallest ?? lines.Length)}" rx="6" class="flow-box"/>""");
        for (var i = 0; i < lines.Length; i++)
        {
            var isHead = lines[i].StartsWith('*') || lines.Length == 1;
            var indent = lines[i].StartsWith("  ", StringComparison.Ordinal) ? 20 : 10;
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x + indent}" y="{y + 19 + i * LineHeight}" class="{(isHead ? "plot-name" : "plot-tick")}">{SvgPlot.Safe(lines[i].TrimStart('*', ' '))}</text>""");
        }
    }

    private static void Line(StringBuilder svg, int x1, int y1, int x2, int y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="flow-line"/>""");

    private static void Arrow(StringBuilder svg, int x, int from, int to)
    {
        Line(svg, x, from, x, to);
        svg.Append(CultureInfo.InvariantCulture, $"""<polygon points="{x - 4},{to - 6} {x + 4},{to - 6} {x},{to}" class="flow-head"/>""");
    }
}
