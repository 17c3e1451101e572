namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>How a number was computed: formula, assumption, the class that does it, and the source to cite.</summary>
public sealed record Explanation(string Title, string Formula, string Assumption, string Code, string Citation)
{
    /// <summary>The file of the class in the repository.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string File => $"src/CollabLLM.Core{Code["CollabLLM.Core".Length..].Replace('.', '/')}.cs";
}
