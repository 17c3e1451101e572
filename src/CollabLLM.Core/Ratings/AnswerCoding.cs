namespace CollabLLM.Core.Ratings;

/// <summary>What one coder found in one free-text answer. Two coders code without seeing each other's work; a coder may think again.</summary>
public sealed class AnswerCoding
{
    private AnswerCoding() { }

    public AnswerCoding(Guid answerId, string coder, CodeList codes, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (AnswerId, Coder, Codes, At) = (answerId, coder, codes.ToString(), at);
    }

    public Guid Id { get; private set; }
    public Guid AnswerId { get; private set; }

    /// <summary>Account of the coder.</summary>
    public string Coder { get; private set; } = "";

    /// <summary>A <see cref="CodeList"/> as text; empty: read, and none of the codes fits.</summary>
    public string Codes { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public void Recode(CodeList codes, DateTimeOffset at) => (Codes, At) = (codes.ToString(), at);
}
