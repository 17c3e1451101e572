using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CollabLLM.Core.Statistics.Comparisons;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>Mean and 95 % interval of each arm as a vector drawing.</summary>
public sealed class IntervalPlot : ComponentBase
{
    private const int RowHeight = 36;
    private static readonly double[] Steps = [1, 2, 5, 10];

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ArmSummary> Arms { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Draw());

    private string Draw()
    {
        var (low, high) = Span();
        var height = 56 + (RowHeight * Arms.Count);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 360 {height}\" role=\"img\" aria-label=\"{Safe(Title)}: mean and 95 percent interval per arm; the numbers are in the table below\">");
        foreach (var tick in Ticks(low, high))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"10\" y2=\"{height - 32}\" class=\"gridline\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick)}\" y=\"{height - 14}\" class=\"tick\" text-anchor=\"middle\">{Short(tick)}</text>");
        }
        for (var i = 0; i < Arms.Count; i++) Arm(Arms[i], 30 + (RowHeight * i));
        return svg.Append("</svg>").ToString();

        string X(double value) => (80 + (265 * (value - low) / (high - low))).ToString("0.#", CultureInfo.InvariantCulture);

        void Arm(ArmSummary arm, int y)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 4}\" class=\"arm\">{Safe(OutcomeCard.Label(arm.Arm))}</text>");
            if (arm.TInterval.IsKnown)
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(arm.TInterval.Value.Low)}\" x2=\"{X(arm.TInterval.Value.High)}\" y1=\"{y}\" y2=\"{y}\" class=\"ci\"/>");
            if (!arm.Mean.IsKnown) return;
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(arm.Mean.Value)}\" cy=\"{y}\" r=\"5\" class=\"pt\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(arm.Mean.Value)}\" y=\"{y - 10}\" class=\"val\" text-anchor=\"middle\">{Short(arm.Mean.Value)}</text>");
        }
    }

    private (double Low, double High) Span()
    {
        var ends = Arms.SelectMany(a => a.TInterval.IsKnown ? new[] { a.TInterval.Value.Low, a.TInterval.Value.High } : a.Mean.IsKnown ? [a.Mean.Value] : []).ToArray();
        if (ends.Length == 0) return (0, 1);
        var room = Math.Max((ends.Max() - ends.Min()) * 0.15, 0.05);
        return (ends.Min() - room, ends.Max() + room);
    }

    private static IEnumerable<double> Ticks(double low, double high)
    {
        var raw = (high - low) / 4;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Steps.Select(m => m * unit).First(s => s >= raw * 0.999);
        for (var tick = Math.Ceiling(low / step) * step; tick <= high; tick += step) yield return Math.Round(tick, 6);
    }

    private static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
