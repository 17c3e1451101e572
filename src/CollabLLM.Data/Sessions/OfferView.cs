namespace CollabLLM.Data.Sessions;

/// <summary>Two replies to pick from, as they stand on the participant's page; which was made first is not told.</summary>
public sealed record OfferView(string Left, string Right);
