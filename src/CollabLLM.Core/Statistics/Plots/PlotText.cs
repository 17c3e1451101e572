using System.Globalization;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Numbers as people read them: three significant digits or two decimals, no exponent in the usual range.</summary>
public static class PlotText
{
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e7 or < 1e-3 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("#,0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    public static string Number(Computed<double> value) => value.Match(Number, _ => "-");

    public static string Range(Computed<Interval> interval) => interval.Match(Range, _ => "-");

    public static string Range(Interval interval) => $"{Number(interval.Low)} to {Number(interval.High)}";

    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string P(double p) => p < 0.0001 ? "< 0.0001" : p.ToString(p < 0.01 ? "0.####" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>"p = 0.03", "p < 0.0001".</summary>
    public static string PIs(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {P(p)}";

    /// <summary>A probability in percent; never 0 % or 100 %, which no data give.</summary>
    public static string Likely(double probability) => probability switch { < 0.001 => "< 0.1 %", > 0.999 => "> 99.9 %", _ => Percent(probability) };

    /// <summary>"Arm K" for a code, the name itself after unblinding.</summary>
    public static string Arm(string label) => label.Length <= 2 ? $"Arm {label}" : label;
}
