using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Sessions;

/// <summary>Two texts at one place of a conversation, and which of them the participant preferred: two replies to pick from, or a reply and the participant's own version of it.</summary>
public sealed class HumanPair
{
    private HumanPair() { }

    /// <summary>Two replies of the arm's policy, not answered yet.</summary>
    public static HumanPair Offered(Guid sessionId, int turn, int number, ReplyAttempt first, ReplyAttempt second, (long First, long Second) seeds, bool firstIsLeft, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), SessionId = sessionId, Turn = turn, Number = number, Source = HumanPairSource.Picked, First = first.Text, Second = second.Text,
        PolicyId = first.PolicyId, FirstSeed = seeds.First, SecondSeed = seeds.Second, FirstIsLeft = firstIsLeft, OfferedAt = at,
    };

    /// <summary>A reply and the participant's version of it, which is preferred by being written.</summary>
    public static HumanPair Edited(Guid sessionId, int turn, int number, string original, string version, string policyId, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), SessionId = sessionId, Turn = turn, Number = number, Source = HumanPairSource.Edited, First = original, Second = version, PolicyId = policyId,
        Preferred = PreferredReply.Second, OfferedAt = at, AnsweredAt = at,
    };

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public int Turn { get; private set; }
    public HumanPairSource Source { get; private set; }

    /// <summary>From 1 within turn and source: a reply may be edited again, and the latest version counts.</summary>
    public int Number { get; private set; }

    /// <summary>The reply sampled first, or the original of an edited one.</summary>
    public string First { get; private set; } = "";

    /// <summary>The reply sampled second, or the participant's version.</summary>
    public string Second { get; private set; } = "";

    public string PolicyId { get; private set; } = "";

    /// <summary>Seeds of the two replies; null for an edited reply.</summary>
    public long? FirstSeed { get; private set; }
    public long? SecondSeed { get; private set; }

    /// <summary>Whether the first reply stood left, or above on a narrow page; drawn by a stable seed. Null for an edited reply.</summary>
    public bool? FirstIsLeft { get; private set; }

    /// <summary>Null while the participant has not answered.</summary>
    public PreferredReply? Preferred { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>accepted or rejected by a researcher; null: not decided.</summary>
    public string? Decision { get; private set; }
    public string? Note { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The text that the conversation goes on with: the preferred one, or without a preference the one sampled first.</summary>
    public string Continued => Preferred is PreferredReply.Second ? Second : First;

    public void Decide(string? decision, string? note, string by, DateTimeOffset at) => (Decision, Note, DecidedBy, DecidedAt) = (decision, note, by, at);

    /// <exception cref="StudyRuleException">The participant has answered otherwise already.</exception>
    public void Answer(PreferredReply preferred, DateTimeOffset at)
    {
        if (Preferred == preferred) return;
        if (Preferred is not null) throw new StudyRuleException("You have chosen already. The conversation goes on with the reply that you picked.");
        (Preferred, AnsweredAt) = (preferred, at);
    }
}
