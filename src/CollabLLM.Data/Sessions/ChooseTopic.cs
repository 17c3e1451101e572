using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>The participant chooses one of the study's topics, or an own one where the study allows it.</summary>
public sealed class ChooseTopic(SessionWrite write)
{
    public const int LongestTopic = 400;

    public Task<StepResult> RunAsync(Guid sessionId, string topic, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            var chosen = topic.Trim();
            if (open.Session.Step > SessionStep.Topic && open.Session.Topic == chosen) return null;
            if (open.RefuseUnless(SessionStep.Topic) is { } refusal) return refusal;
            if (chosen.Length == 0) return "Choose a topic, or write your own.";
            if (chosen.Length > LongestTopic) return $"Your topic has {chosen.Length} characters. Shorten it to {LongestTopic}.";
            var type = open.Definition.Type(open.Session.DocumentType!);
            if (!type.Topics.Contains(chosen) && !type.OwnTopicAllowed) return "Choose one of the topics that are listed.";
            open.Session.ChooseTopic(chosen);
            await db.AddStepAsync(open.Session, now, ct);
            return null;
        },
        ct);
}
