using CollabLLM.Core.Documents;

namespace CollabLLM.Data.Sessions;

/// <summary>A revision of the document; <paramref name="Content"/> is the editor's <c>{"ops":[..]}</c>.</summary>
public sealed record RevisionView(int Number, RevisionCause Cause, string Content, string Text, int? Turn, DateTimeOffset At);
