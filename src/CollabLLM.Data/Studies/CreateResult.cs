namespace CollabLLM.Data.Studies;

/// <summary>What came of creating a study.</summary>
public abstract record CreateResult
{
    private CreateResult() { }

    public sealed record Created(Guid StudyId) : CreateResult;

    public sealed record SlugTaken(Guid StudyId) : CreateResult;

    /// <param name="Problems">One sentence each: what is wrong, where, how to mend it.</param>
    public sealed record Invalid(IReadOnlyList<string> Problems) : CreateResult;
}
