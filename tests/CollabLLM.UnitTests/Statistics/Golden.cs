using System.Text.Json;
using CollabLLM.Core.Statistics;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>Reference tables made by the scripts in Golden/statistics, and how close a number must come to them.</summary>
internal static class Golden
{
    public static IReadOnlyList<JsonElement> Tables(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "statistics", file)));
        return [.. document.RootElement.GetProperty("tables").EnumerateArray().Select(t => t.Clone())];
    }

    /// <summary>All tables of a file; fails when there are fewer than 20, so that an emptied file cannot pass.</summary>
    public static void ForEach(string file, Action<JsonElement> check)
    {
        var tables = Tables(file);
        Assert.True(tables.Count >= 20, $"{file} holds {tables.Count} tables.");
        for (var i = 0; i < tables.Count; i++)
        {
            try
            {
                check(tables[i]);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{file}, table {i}{(tables[i].TryGetProperty("name", out var name) ? $" ({name})" : "")}: {fault.Message}", fault);
            }
        }
    }

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Where(v => v.ValueKind != JsonValueKind.Null).Select(v => v.GetDouble())];

    public static Observations Observations(this JsonElement element) => new(element.Numbers());

    public static bool IsNull(this JsonElement element) => element.ValueKind == JsonValueKind.Null;

    /// <summary>Relative to the larger of the expected size and 1e-3 (a p value far in the tail must still have its digits).</summary>
    public static void Close(double expected, double actual, double tolerance = 1e-6, string what = "value")
    {
        Assert.True(double.IsFinite(actual), $"{what} is {actual}");
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), 1e-3), $"{what}: expected {expected:R}, got {actual:R}");
    }

    public static void Close(JsonElement expected, Interval actual, double tolerance = 1e-6, string what = "interval")
    {
        Close(expected[0].GetDouble(), actual.Low, tolerance, what + " low");
        Close(expected[1].GetDouble(), actual.High, tolerance, what + " high");
    }

    /// <summary>Null in the file means that the product must refuse, with a reason.</summary>
    public static bool Agrees<T>(JsonElement expected, Computed<T> actual, string what) where T : notnull
    {
        if (!expected.IsNull())
        {
            Assert.True(actual.IsKnown, $"{what} was refused: {actual.Reason}");
            return true;
        }

        Assert.False(actual.IsKnown, $"{what} should be refused");
        Assert.False(string.IsNullOrWhiteSpace(actual.Reason));
        return false;
    }
}
