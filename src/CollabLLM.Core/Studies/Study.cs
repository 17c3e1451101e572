namespace CollabLLM.Core.Studies;

/// <summary>The experiment. Its definition may change while no participant has arrived; then it is frozen.</summary>
public sealed class Study
{
    private Study() { }

    public Study(string slug, StudyDefinition definition, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (Slug, CreatedAt) = (slug, at);
        SetDefinition(definition);
    }

    public Guid Id { get; private set; }

    /// <summary>Part of the join link; lower-case letters, digits and hyphens.</summary>
    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";
    public StudyState State { get; private set; } = StudyState.Draft;
    public string DefinitionJson { get; private set; } = "";

    /// <summary>SHA-256 of the definition, stored with exports.</summary>
    public string DefinitionHash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the first participant arrived; the definition cannot change afterwards.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    /// <summary>When the true names of the arms were revealed; stays set for good.</summary>
    public DateTimeOffset? UnblindedAt { get; private set; }

    public bool IsUnblinded => UnblindedAt is not null;

    public StudyDefinition Definition() => StudyDefinition.FromJson(DefinitionJson);

    /// <exception cref="StudyRuleException">Participants have arrived already.</exception>
    public void Redefine(StudyDefinition definition)
    {
        if (FrozenAt is not null)
            throw new StudyRuleException("This study has participants already, so its definition is frozen. Copy it to a new study to change it.");
        SetDefinition(definition);
    }

    public void MoveTo(StudyState state) => State = state;

    public void Freeze(DateTimeOffset at) => FrozenAt ??= at;

    public void Unblind(DateTimeOffset at) => UnblindedAt ??= at;

    private void SetDefinition(StudyDefinition definition) =>
        (Title, DefinitionJson, DefinitionHash) = (definition.Title, definition.ToJson(), definition.Hash());
}
