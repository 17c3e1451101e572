using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>An attempt to reply, with the number of its turn.</summary>
public sealed record AttemptRow(int Turn, ReplyAttempt Attempt);

public static class AttemptsTable
{
    private const string NotTold = "the engine did not tell";

    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["Completed"] = "replied", ["Stopped"] = "stopped by the participant", ["Failed"] = "failed with a reason", ["Interrupted"] = "the server stopped in the middle",
    };

    public static ExportTable<InSession<AttemptRow>> Definition { get; } = new("attempts", "One attempt of the policy to reply, with what the engine measured")
    {
        KeyColumns.Of<AttemptRow>(),
        { "turn", "Turn that was replied to", "from 1", Column.Never, row => (long?)row.Item.Turn },
        { "attempt", "Number of the attempt in its turn", "from 1", Column.Never, row => (long?)row.Item.Attempt.Number },
        new Column<InSession<AttemptRow>>("outcome", ColumnType.Text, "How it ended", "outcome", Column.Never, row => Cell.Of(row.Item.Attempt.Outcome.ToString())) { Labels = Outcomes },
        { "text", "What had been written when it ended", "text", Column.Never, row => row.Item.Attempt.Text },
        { "reason", "Why it failed", "text", "it did not fail", row => row.Item.Attempt.Reason },
        { "policy_id", "Hash of the policy: model, prompt, sampling", "SHA-256", Column.Never, row => row.Item.Attempt.PolicyId },
        { "prompt_hash", "Hash of the messages sent to the model", "SHA-256", Column.Never, row => row.Item.Attempt.PromptHash },
        { "model_hash", "Hash of the model's files, or the name of a remote model", "SHA-256 or name", NotTold, row => row.Item.Attempt.Facts?.ModelHash },
        { "seed", "Seed of the sampling", "number", NotTold, row => row.Item.Attempt.Facts?.Seed },
        { "prompt_tokens", "Tokens of the prompt", "tokens", NotTold, row => (long?)row.Item.Attempt.Facts?.PromptTokens },
        { "reused_tokens", "Tokens of the prompt that were still in memory", "tokens", NotTold, row => (long?)row.Item.Attempt.Facts?.ReusedTokens },
        { "reply_tokens", "Tokens of the reply", "tokens", NotTold, row => (long?)row.Item.Attempt.Facts?.ReplyTokens },
        { "queue_ms", "From asking until the engine began", "ms", NotTold, row => row.Item.Attempt.Facts?.QueueMs },
        { "first_token_ms", "From asking until the first token", "ms", NotTold, row => row.Item.Attempt.Facts?.FirstTokenMs },
        { "stream_ms", "From the first token to the last", "ms", NotTold, row => row.Item.Attempt.Facts?.StreamMs },
        { "finish_reason", "Why the engine ended", "word", NotTold, row => row.Item.Attempt.Facts?.FinishReason },
        { "started_at", "When the attempt began", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.Attempt.StartedAt },
        { "ended_at", "When it ended", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.Attempt.EndedAt },
    };
}
