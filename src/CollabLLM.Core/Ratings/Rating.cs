namespace CollabLLM.Core.Ratings;

/// <summary>A participant's answer on a scale. Append-only: a changed mind is a further row, the latest counts.</summary>
public sealed class Rating
{
    private Rating() { }

    public Rating(Guid sessionId, string question, int? turn, int? value, string? comment, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Question, Turn, Value, Comment, At) = (sessionId, question, turn, value, comment, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>Key of the <see cref="RatingQuestion"/>.</summary>
    public string Question { get; private set; } = "";

    /// <summary>Completed turns when a checkpoint rating was given; null for final ratings.</summary>
    public int? Turn { get; private set; }

    /// <summary>Null: the participant preferred not to say.</summary>
    public int? Value { get; private set; }

    public string? Comment { get; private set; }
    public DateTimeOffset At { get; private set; }
}
