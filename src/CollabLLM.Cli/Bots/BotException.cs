namespace CollabLLM.Cli.Bots;

/// <summary>A bot was refused where a participant would not be, or got no reply; the message says which.</summary>
internal sealed class BotException(string message) : Exception(message);
