namespace CollabLLM.Core.Ratings;

/// <summary>A closed range of whole marks with both ends labelled. The published study uses 1 (poor) to 10 (excellent).</summary>
public sealed record RatingScale(int Low = 1, int High = 10, string LowLabel = "poor", string HighLabel = "excellent")
{
    public bool Contains(int value) => value >= Low && value <= High;
}
