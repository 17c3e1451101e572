using System.Text.Json.Serialization;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>How the points of a series are drawn.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlotMark>))]
public enum PlotMark
{
    /// <summary>A symbol per point, with its interval.</summary>
    Point,

    /// <summary>Points joined by a line, with their intervals.</summary>
    Line,

    /// <summary>Small dots: single participants.</summary>
    Dot,

    /// <summary>A filled outline through the points, closed at the end: a distribution.</summary>
    Area,

    /// <summary>A dashed line through the points: a reference such as no difference.</summary>
    Rule,
}
