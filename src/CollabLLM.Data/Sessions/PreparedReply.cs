using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;

namespace CollabLLM.Data.Sessions;

/// <summary>What a policy is asked for one turn.</summary>
/// <param name="SecondSeed">Seed of a second reply for the participant to pick from; null: there is one reply.</param>
internal sealed record PreparedReply(Guid TurnId, PolicyDefinition Policy, Conversation Prompt, long Seed, long? SecondSeed = null)
{
    public string PromptHash => PolicyPrompt.Hash(Prompt);

    public IEnumerable<ChatMessage> Messages => Prompt.Select(m => new ChatMessage(
        m.Role switch { MessageRole.System => ChatRole.System, MessageRole.Assistant => ChatRole.Assistant, _ => ChatRole.User }, m.Content));

    /// <returns>Null: the turn is not waiting any more.</returns>
    public static async Task<PreparedReply?> LoadAsync(IDbContextFactory<CollabDbContext> databases, Guid sessionId, int turnNumber, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await OpenSession.LoadAsync(db, sessionId, ct);
        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == sessionId && t.Number <= turnNumber).OrderBy(t => t.Number).ToListAsync(ct);
        if (open?.Session.Arm is null || turns.Count == 0 || turns[^1] is not { State: TurnState.Waiting } turn) return null;
        var policy = open.Definition.Arms.Single(a => a.Code == open.Session.Arm).Policy;
        var document = await SeenDocument.ReadAsync(db, open, ct);
        long Seed(int attempt) => Seeds.Derive(open.Definition.Seed, sessionId, turnNumber, attempt);
        var picks = open.Definition.HumanPairs.PickAtTurns.Contains(turns.Count(t => t.Counts) + 1);
        return new(turn.Id, policy, PolicyPrompt.Build(policy, turns, document), Seed(turn.Attempts + 1), picks ? Seed(turn.Attempts + 2) : null);
    }

    public ChatOptions Options()
    {
        var options = new ChatOptions
        {
            Temperature = (float?)Policy.Sampling?.Temperature,
            TopP = (float?)Policy.Sampling?.TopP,
            TopK = Policy.Sampling?.TopK,
            MaxOutputTokens = Policy.Sampling?.MaxTokens,
            Seed = Seed,
            AdditionalProperties = new() { [ReplyProperties.Priority] = ReplyPriority.Interactive },
        };
        if (Policy.Sampling?.MinP is { } minP) options.AdditionalProperties[ReplyProperties.MinP] = minP;
        return options;
    }
}
