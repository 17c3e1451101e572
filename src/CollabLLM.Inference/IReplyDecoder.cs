namespace CollabLLM.Inference;

/// <summary>Turns the tokens of one reply into text, piece by piece; half a character is held back.</summary>
internal interface IReplyDecoder
{
    string Push(int token);

    string Flush();
}
