using CollabLLM.Core.Exports.Pairs;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>Which pairs of a study are looked at; null: whichever.</summary>
/// <param name="Run">Scoring run.</param>
/// <param name="Decision">accepted, rejected, or open for those without a decision.</param>
/// <param name="Flagged">Whether something speaks against the pair.</param>
/// <param name="Kind">Those by reward, or those that participants made: never both at once.</param>
public sealed record PairQuery(Guid? Run = null, string? Decision = null, bool? Flagged = null, string Kind = PairKinds.Simulated)
{
    public const string Open = "open";
}
