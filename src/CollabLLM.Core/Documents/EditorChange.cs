namespace CollabLLM.Core.Documents;

/// <summary>One change as the editor reported it, on its way to a <see cref="DocumentDelta"/>.</summary>
/// <param name="Sequence">From 1 within the session, without gaps; the same however often it is sent.</param>
/// <param name="Change">The editor's <c>{"ops":[..]}</c>.</param>
/// <param name="Source">user, reply, restore or outline.</param>
/// <param name="ClientMs">The browser's monotonic clock in milliseconds since its page began.</param>
/// <param name="AgoMs">Milliseconds between the change and the sending, by the browser's clock.</param>
public sealed record EditorChange(int Sequence, string Change, string Source, double ClientMs, double AgoMs);
