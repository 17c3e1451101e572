namespace CollabLLM.Data.Documents;

/// <summary>One change as the editor reported it.</summary>
/// <param name="Sequence">Counted by the page from 1 within the session, on from what the server has.</param>
/// <param name="Change">The editor's <c>{"ops":[..]}</c>.</param>
/// <param name="Source">user, reply, restore or outline.</param>
public sealed record ClientDelta(int Sequence, string Change, string Source, double ClientMs);
