using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Distances;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Calibration;

/// <summary>Holds simulators beside the participants whose conversations they continued.</summary>
internal static class TraitComparer
{
    private const int Splits = 200;
    private const int FewestParticipants = 4;

    public static IEnumerable<TraitComparison> Compare(IReadOnlyList<Continuation> continuations, SeededRandom random) =>
        continuations.GroupBy(c => c.Run, StringComparer.Ordinal).SelectMany(run => Traits.All.Select(trait => Of(run.Key, trait, [.. run], random.For($"{run.Key}/{trait.Key}"))));

    private static TraitComparison Of(string run, Trait trait, Continuation[] continuations, SeededRandom random)
    {
        var people = Values(continuations.Where(c => !c.IsSimulated), trait);
        var simulator = Values(continuations.Where(c => c.IsSimulated), trait);
        Observations a = new(people.SelectMany(p => p.Values)), b = new(simulator.SelectMany(p => p.Values));
        return new(
            run, trait.Key, trait.Title, trait.Meaning, Summary(people, a, "participants"), Summary(simulator, b, "simulator"),
            SampleDistance.Wasserstein(a, b), SampleDistance.KolmogorovSmirnov(a, b), SampleDistance.JensenShannon(a, b), Among(people, random), Bins(a, b));
    }

    private static (string Participant, double[] Values)[] Values(IEnumerable<Continuation> continuations, Trait trait) =>
        [.. continuations.GroupBy(c => c.Participant, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.SelectMany(trait.Values).ToArray())).Where(g => g.Item2.Length > 0)];

    private static Computed<TraitSummary> Summary((string Participant, double[] Values)[] people, Observations values, string side) => values.Count == 0
        ? new Refusal($"There is nothing to count in what the {side} wrote.")
        : new TraitSummary(values.Count, people.Length, values.Mean, values.Quantile(0.5), values.Quantile(0.25), values.Quantile(0.75));

    private static Computed<double> Among((string Participant, double[] Values)[] people, SeededRandom random)
    {
        if (people.Length < FewestParticipants) return new Refusal($"Two halves of the participants need at least {FewestParticipants} of them; there {(people.Length == 1 ? "is 1" : $"are {people.Length}")}.");
        var distances = new List<double>();
        for (var split = 0; split < Splits; split++)
        {
            var order = people.Select(p => (p.Values, Place: random.NextDouble())).OrderBy(p => p.Place).Select(p => p.Values).ToArray();
            var half = order.Length / 2;
            distances.Add(SampleDistance.Wasserstein(new(order.Take(half).SelectMany(v => v)), new(order.Skip(half).SelectMany(v => v))).Value);
        }

        return new Observations(distances).Quantile(0.5);
    }

    private static IReadOnlyList<TraitBin> Bins(Observations a, Observations b)
    {
        if (a.Count == 0 || b.Count == 0) return [];
        var bins = SharedBins.Of(a, b);
        return [.. Enumerable.Range(0, bins.Count).Select(i => new TraitBin(bins.Low[i], bins.High[i], bins.A[i], bins.B[i]))];
    }
}
