namespace CollabLLM.Cli.Bots;

/// <summary>How a bot's session ended.</summary>
internal enum BotOutcome
{
    Completed,
    DroppedOut,
    Withdrew,
    NotAdmitted,
    WasThereBefore,
    Failed,
}
