namespace CollabLLM.Core.Metrics;

/// <summary>Gives the reward model of a name. A process boundary: the engine implements it, scoring only asks.</summary>
public interface IRewardModels
{
    /// <summary>Cheap; a model that cannot be served is reported when it is asked for a value.</summary>
    /// <param name="name">A model folder, or <c>folder#label</c>.</param>
    IRewardModel For(string name);

    /// <returns>A sentence that says why this name cannot be served and how to mend it; null: it can. Reads the folder, not the weights.</returns>
    string? Fault(string name);
}
