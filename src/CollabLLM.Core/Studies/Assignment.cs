namespace CollabLLM.Core.Studies;

/// <summary>Which participant got which arm: when, by which seed, in which place of which block. Reproducible from the study's seed.</summary>
public sealed class Assignment
{
    private Assignment() { }

    public Assignment(Guid studyId, Guid participantId, string arm, string documentType, int block, int place, long seed, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (StudyId, ParticipantId, Arm, DocumentType, Block, Place, Seed, At) = (studyId, participantId, arm, documentType, block, place, seed, at);
    }

    public Guid Id { get; private set; }
    public Guid StudyId { get; private set; }
    public Guid ParticipantId { get; private set; }

    /// <summary>Code of the arm.</summary>
    public string Arm { get; private set; } = "";

    /// <summary>Key of the document type; the stratum of block allocation.</summary>
    public string DocumentType { get; private set; } = "";

    /// <summary>Block within the stratum, from 0.</summary>
    public int Block { get; private set; }

    /// <summary>Place within the block, from 0.</summary>
    public int Place { get; private set; }

    public long Seed { get; private set; }
    public DateTimeOffset At { get; private set; }
}
