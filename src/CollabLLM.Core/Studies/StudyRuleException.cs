namespace CollabLLM.Core.Studies;

/// <summary>A rule of the study was broken. The message is a sentence for the person who did it: what is wrong and how to mend it.</summary>
public sealed class StudyRuleException(string message) : Exception(message);
