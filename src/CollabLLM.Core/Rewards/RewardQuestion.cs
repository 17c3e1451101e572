using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Rewards;

/// <summary>Which reply is to be rewarded, and against what.</summary>
/// <param name="Conversation">Prompt and reply; the reply is the last message.</param>
/// <param name="Goal">What the participant wants: the simulator's goal, and the judge's.</param>
/// <param name="Reference">y_g: the reference document of a data set, or in hindsight mode the participant's accepted document; null: none.</param>
/// <param name="FinalDocument">The participant's final document, whatever the goal mode; null outside live sessions.</param>
public sealed record RewardQuestion(Conversation Conversation, string Goal, string? Reference = null, string? FinalDocument = null);
