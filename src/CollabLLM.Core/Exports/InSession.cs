namespace CollabLLM.Core.Exports;

/// <summary>Something of a session, with the session it belongs to.</summary>
public readonly record struct InSession<T>(SessionKey Key, T Item);
