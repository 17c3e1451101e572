namespace CollabLLM.Inference;

/// <summary>What a reader of a reply is told next: a piece of its text or, before the first one, a new place in the queue.</summary>
/// <param name="QueuePlace">1 is next, 0 has begun; null where the piece is text.</param>
internal readonly record struct ReplyPiece(string Text, int? QueuePlace = null);
