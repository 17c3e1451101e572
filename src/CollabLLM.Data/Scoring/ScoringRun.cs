namespace CollabLLM.Data.Scoring;

/// <summary>One scoring of a study with one set of options. Rescoring with other options is another run; earlier results stay.</summary>
public sealed class ScoringRun
{
    private ScoringRun() { }

    public ScoringRun(Guid studyId, string preset, string optionsJson, string optionsHash, long seed, string createdBy, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (StudyId, Preset, OptionsJson, OptionsHash, Seed, CreatedBy, CreatedAt) = (studyId, preset, optionsJson, optionsHash, seed, createdBy, at);
    }

    public Guid Id { get; private set; }
    public Guid StudyId { get; private set; }
    public string Preset { get; private set; } = "";

    /// <summary>Everything that the values depend on: preset, candidates, models, goal, sampling.</summary>
    public string OptionsJson { get; private set; } = "";

    /// <summary>SHA-256 of the options; unique per study.</summary>
    public string OptionsHash { get; private set; } = "";

    public long Seed { get; private set; }
    public string CreatedBy { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public ScoringRunState State { get; private set; } = ScoringRunState.Running;

    /// <summary>Limits; null is without limit.</summary>
    public long? MaximumCalls { get; private set; }
    public long? MaximumTokens { get; private set; }
    public decimal? MaximumMoney { get; private set; }

    public long UsedCalls { get; private set; }
    public long UsedTokens { get; private set; }
    public decimal UsedMoney { get; private set; }

    public void Limit(long? calls, long? tokens, decimal? money) => (MaximumCalls, MaximumTokens, MaximumMoney) = (calls, tokens, money);

    public void Use(long calls, long tokens, decimal money) =>
        (UsedCalls, UsedTokens, UsedMoney) = (UsedCalls + calls, UsedTokens + tokens, UsedMoney + money);

    public bool IsBudgetSpent => UsedCalls >= MaximumCalls || UsedTokens >= MaximumTokens || UsedMoney >= MaximumMoney;

    public void MoveTo(ScoringRunState state) => State = state;
}
