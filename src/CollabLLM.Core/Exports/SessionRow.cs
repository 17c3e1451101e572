using CollabLLM.Core.Participants;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports;

/// <summary>A session with everything that its one wide row says.</summary>
/// <param name="Ratings">All ratings in order of giving; the latest per question and turn counts.</param>
/// <param name="Answers">All free-text answers in order; the latest per question counts.</param>
/// <param name="Document">The latest revision's text; null when nothing was ever written.</param>
public sealed record SessionRow(
    SessionKey Key,
    Session Session,
    Participant Participant,
    IReadOnlyList<Rating> Ratings,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<Turn> Turns,
    string? Document,
    int Revisions)
{
    public Rating? Rated(string question, int? turn) => Ratings.LastOrDefault(r => r.Question == question && r.Turn == turn);

    public string? Answered(string question) => Answers.LastOrDefault(a => a.Question == question)?.Text;

    public bool IsCompleted => Session.Step is SessionStep.Completed;

    /// <summary>Messages that got a reply, in order.</summary>
    public IEnumerable<Turn> CountingTurns => Turns.Where(t => t.Counts);
}
