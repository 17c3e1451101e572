using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Exports.Tables;

namespace CollabLLM.Data.Exports;

/// <summary>The one list of exported tables: what each is, and where its rows come from.</summary>
public sealed class StudyTables
{
    private readonly List<(ExportTable Table, Func<StudySnapshot, IExporter, Stream, CancellationToken, Task<long>> Write)> tables = [];

    private StudyTables() { }

    public IReadOnlyList<ExportTable> All => [.. tables.Select(t => t.Table)];

    public static StudyTables For(ExportScope scope)
    {
        var tables = new StudyTables();
        tables.Add(SessionsTable.For(scope), (snapshot, ct) => snapshot.SessionRowsAsync(ct));
        tables.Add(ParticipantsTable.For(scope), (snapshot, ct) => snapshot.ParticipantsAsync(ct));
        tables.Add(AllocationsTable.For(scope), (snapshot, ct) => snapshot.AssignmentsAsync(ct));
        tables.Add(TurnsTable.Definition, (snapshot, ct) => snapshot.TurnsAsync(ct));
        tables.Add(MessagesTable.Definition, (snapshot, ct) => snapshot.MessagesAsync(ct));
        tables.Add(AttemptsTable.Definition, (snapshot, ct) => snapshot.AttemptsAsync(ct));
        tables.Add(HumanPairsTable.Definition, (snapshot, ct) => snapshot.HumanPairsAsync(ct));
        tables.Add(TimingsTable.Definition, (snapshot, ct) => snapshot.TimingsAsync(ct));
        tables.Add(RatingsTable.Definition, (snapshot, ct) => snapshot.RatingsAsync(ct));
        tables.Add(AnswersTable.Definition, (snapshot, ct) => snapshot.AnswersAsync(ct));
        tables.Add(AnswerCodesTable.Definition, (snapshot, ct) => snapshot.AnswerCodesAsync(ct));
        tables.Add(RevisionsTable.Definition, (snapshot, ct) => snapshot.RevisionsAsync(ct));
        tables.Add(DeltasTable.Definition, (snapshot, ct) => snapshot.DeltasAsync(ct));
        tables.Add(EventsTable.Definition, (snapshot, ct) => snapshot.EventsAsync(ct));
        tables.Add(ScoringRunsTable.Definition, (snapshot, ct) => snapshot.RunRowsAsync(ct));
        tables.Add(ScoresTable.Definition, (snapshot, ct) => snapshot.ScoresAsync(ct));
        tables.Add(ScoreSamplesTable.Definition, (snapshot, ct) => snapshot.SamplesAsync(ct));
        tables.Add(PairsTable.Definition, (snapshot, ct) => snapshot.PairsAsync(new PairSplit(scope.Definition.Seed), ct));
        tables.Add(AuditTable.Definition, (snapshot, ct) => snapshot.AuditAsync(ct));
        return tables;
    }

    /// <exception cref="ArgumentException">There is no such table; the message lists those that there are.</exception>
    public ExportTable Named(string name) => tables.FirstOrDefault(t => t.Table.Name == name).Table
        ?? throw new ArgumentException($"There is no table '{name}'. There are: {string.Join(", ", tables.Select(t => t.Table.Name))}.");

    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(StudySnapshot snapshot, string name, IExporter exporter, Stream output, CancellationToken ct)
    {
        var table = Named(name);
        return tables.Single(t => t.Table == table).Write(snapshot, exporter, output, ct);
    }

    private void Add<TRow>(ExportTable<TRow> table, Func<StudySnapshot, CancellationToken, IAsyncEnumerable<TRow>> rows) =>
        tables.Add((table, (snapshot, exporter, output, ct) => table.WriteAsync(rows(snapshot, ct), exporter, output, ct)));
}
