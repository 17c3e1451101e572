namespace CollabLLM.Core.Statistics.Models;

/// <summary>
/// A linear model with one random intercept per participant, fitted by REML. Variances in squared units of the outcome;
/// <see cref="IntraclassCorrelation"/> is the share of variance between participants.
/// </summary>
public sealed record MixedModelResult(
    int Participants,
    int Rows,
    double ParticipantVariance,
    double ResidualVariance,
    double IntraclassCorrelation,
    double RemlCriterion,
    IReadOnlyList<ModelTerm> Cells,
    IReadOnlyList<ModelContrast> Contrasts,
    Computed<ModelTest> ArmByCheckpoint,
    string Note);
