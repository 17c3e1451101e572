using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Exports.Tables;

public static class AllocationsTable
{
    public static ExportTable<Assignment> For(ExportScope scope) => new("allocations", "Which participant got which arm, reproducible from the seed")
    {
        { "participant_id", "Participant, by a stable pseudonym", "identifier", Column.Never, a => Pseudonym.Text(a.ParticipantId) },
        { "arm", "Code of the arm", "code", Column.Never, a => a.Arm },
        { "arm_name", "True name of the arm", "text", "the study is not unblinded", a => scope.ArmName(a.Arm) },
        { "document_type", "Key of the document type; the stratum", "key", Column.Never, a => a.DocumentType },
        { "block", "Block within the stratum", "from 0", Column.Never, a => (long?)a.Block },
        { "place", "Place within the block", "from 0", Column.Never, a => (long?)a.Place },
        { "seed", "Seed of the allocation", "number", Column.Never, a => (long?)a.Seed },
        { "at", "When it was drawn", "moment in UTC", Column.Never, a => (DateTimeOffset?)a.At },
    };
}
