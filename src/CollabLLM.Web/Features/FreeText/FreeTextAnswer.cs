using CollabLLM.Core.Ratings;

namespace CollabLLM.Web.Features.FreeText;

/// <summary>One answer with what coders found in it.</summary>
/// <param name="Codings">By the coder's account.</param>
public sealed record FreeTextAnswer(Guid Id, Guid SessionId, string Label, string Arm, string Text, IReadOnlyDictionary<string, CodeList> Codings);
