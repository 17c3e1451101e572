namespace CollabLLM.Core.Statistics.Models;

/// <summary>The cut between two neighbouring observed ratings, on the logit scale of the reference arm.</summary>
public sealed record RatingThreshold(double Below, double Above, double Value, double Se);
