using System.Security.Cryptography;
using System.Text.Json;
using CollabLLM.Core.Documents;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Exports.Import;

/// <summary>Restores what participants did.</summary>
internal sealed class SessionImport(ArchiveReader archive, Restoring rows, Study study)
{
    private readonly Dictionary<(Guid Session, int Turn), Guid> turns = [];
    private readonly Dictionary<(Guid Session, string Question, DateTimeOffset At), Guid> answers = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await EachAsync("participants", Participant, ct);
        await EachAsync("allocations", Allocation, ct);
        await EachAsync("sessions", Session, ct);
        await EachAsync("turns", Turn, ct);
        await EachAsync("attempts", Attempt, ct);
        await EachAsync("human_pairs", HumanPair, ct);
        await EachAsync("ratings", r => rows.Add(new Rating(r.Id("session_id"), r.Text("question"), (int?)r.Whole("turn"), (int?)r.Whole("value"), r.Optional("comment"), r.Then("at"))), ct);
        await EachAsync("answers", Answer, ct);
        await EachAsync("answer_codes", Coding, ct);
        await EachAsync("revisions", r => rows.Add(new DocumentRevision(
            r.Id("session_id"), r.Int("revision"), r.Choice<RevisionCause>("cause"), r.Text("content"), r.Text("text"), (int?)r.Whole("turn"), r.Then("at"))), ct);
        await EachAsync("deltas", r => rows.Add(new DocumentDelta(r.Id("session_id"), r.Int("sequence"), r.Text("change"), r.Text("source"), r.Number("client_ms") ?? 0, r.Then("at"))), ct);
        await EachAsync("events", r => rows.Add(new SessionEvent(
            r.Id("session_id"), r.Int("sequence"), r.Text("kind"), r.Then("server_at"), r.Number("client_ms"), (int?)r.Whole("turn"), r.Optional("data"))), ct);
    }

    private async Task EachAsync(string table, Action<ArchiveRow> restore, CancellationToken ct)
    {
        foreach (var row in archive.Rows(table))
        {
            restore(row);
            if (rows.IsFull) await rows.SaveAsync(ct);
        }
        await rows.SaveAsync(ct);
    }

    private void Participant(ArchiveRow r)
    {
        var external = archive.Manifest.HoldsIdentifiers ? r.Optional("external_id") : null;
        // A new secret: whoever holds the export holds no key to a session.
        var participant = new Participant(study.Id, RandomNumberGenerator.GetHexString(32), external, r.Optional("source"), r.Boolean("is_bot"), r.Then("arrived_at"));
        rows.Add(participant, ("Id", r.Id("participant_id")), ("ConsentedAt", r.Moment("consented_at")), ("ConsentsToTraining", r.Boolean("consents_to_training")), ("ConsentsToRecording", r.Boolean("consents_to_recording")),
            ("WithdrawnAt", r.Moment("withdrawn_at")), ("KeepsDataAfterWithdrawal", r.Boolean("keeps_data")));
    }

    private void Allocation(ArchiveRow r) => rows.Add(new Assignment(
        study.Id, r.Id("participant_id"), r.Text("arm"), r.Text("document_type"), r.Int("block"), r.Int("place"), r.Whole("seed") ?? 0, r.Then("at")));

    private void Session(ArchiveRow r)
    {
        var session = new Session(study.Id, r.Id("participant_id"), r.Then("started_at"));
        session.SetTime(Time(r));
        session.Exclude(r.Optional("exclusion"));
        session.Seen(r.Then("last_seen_at"));
        if (r.Optional("intake") is { } intake) ((List<IntakeAnswer>)session.Intake).AddRange(Json<List<IntakeAnswer>>(r, "intake", intake));
        var step = r.Choice<SessionStep>("step");
        rows.Add(session, ("Id", r.Id("session_id")), ("Arm", r.Optional("arm")), ("DocumentType", r.Optional("document_type")), ("Topic", r.Optional("topic")), ("Step", step),
            ("CoWritingStartedAt", r.Moment("cowriting_started_at")), ("CoWritingEndedAt", r.Moment("cowriting_ended_at")), ("CompletedAt", r.Moment("completed_at")),
            ("CompletedTurns", r.Int("turns")), ("CompletionCode", step is SessionStep.Completed ? archive.Definition.CompletionCode : null));
    }

    private void Turn(ArchiveRow r)
    {
        var turn = new Turn(r.Id("session_id"), r.Int("turn"), r.Text("request_key"), r.Text("message"), r.Then("sent_at"));
        turn.SetTime(Time(r));
        turns[(turn.SessionId, turn.Number)] = turn.Id;
        rows.Add(turn, ("State", r.Choice<TurnState>("state")), ("Reply", r.Optional("reply")), ("RepliedAt", r.Moment("replied_at")),
            ("Attempts", r.Int("attempts")), ("Flags", r.Optional("flags") ?? ""));
    }

    private void Attempt(ArchiveRow r)
    {
        if (!turns.TryGetValue((r.Id("session_id"), r.Int("turn")), out var turn)) throw r.Fault("turn", "there is no such turn");
        var attempt = new ReplyAttempt(turn, r.Int("attempt"), r.Text("policy_id"), r.Text("prompt_hash"), r.Then("started_at"));
        var facts = r.Optional("model_hash") is { } model
            ? new ReplyFacts(model, r.Whole("seed") ?? 0, (int?)r.Whole("prompt_tokens"), (int?)r.Whole("reused_tokens"), (int?)r.Whole("reply_tokens"),
                r.Number("queue_ms"), r.Number("first_token_ms"), r.Number("stream_ms"), r.Text("finish_reason"))
            : null;
        attempt.End(r.Choice<ReplyOutcome>("outcome"), r.Text("text"), r.Optional("reason"), facts, r.Then("ended_at"));
        rows.Add(attempt);
    }

    private void Answer(ArchiveRow r)
    {
        var answer = new Answer(r.Id("session_id"), r.Text("question"), r.Text("text"), r.Then("at"));
        answers[(answer.SessionId, answer.Question, answer.At)] = answer.Id;
        rows.Add(answer);
    }

    private void Coding(ArchiveRow r)
    {
        if (!answers.TryGetValue((r.Id("session_id"), r.Text("question"), r.Then("answer_at")), out var answer)) throw r.Fault("answer_at", "there is no such answer in answers.csv");
        rows.Add(new AnswerCoding(answer, r.Text("coder"), CodeList.Parse(r.Optional("codes") ?? ""), r.Then("coded_at")));
    }

    private void HumanPair(ArchiveRow r)
    {
        var pair = Core.Sessions.HumanPair.Edited(r.Id("session_id"), r.Int("turn"), r.Int("number"), r.Text("first"), r.Text("second"), r.Text("policy_id"), r.Then("offered_at"));
        if (r.Optional("decision") is { } decision) pair.Decide(decision, r.Optional("note"), "import", r.Then("offered_at"));
        rows.Add(pair, ("Source", r.Choice<HumanPairSource>("source")), ("FirstSeed", r.Whole("first_seed")), ("SecondSeed", r.Whole("second_seed")),
            ("FirstIsLeft", r.Optional("first_is_left") is null ? null : (bool?)r.Boolean("first_is_left")),
            ("Preferred", r.Optional("preferred") is null ? null : (PreferredReply?)r.Choice<PreferredReply>("preferred")), ("AnsweredAt", r.Moment("answered_at")));
    }

    private static TimeSplit Time(ArchiveRow r) => new(
        r.Int("typing_ms"), r.Int("reading_ms"), r.Int("idle_ms"), r.Int("model_wait_ms"), r.Int("rating_ms"), r.Int("away_ms"), r.Int("paused_ms"),
        r.Int("unexplained_ms"));

    private static T Json<T>(ArchiveRow row, string column, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, ExportJson.Options) ?? throw row.Fault(column, "the JSON is null");
        }
        catch (JsonException)
        {
            throw row.Fault(column, "the JSON cannot be read");
        }
    }
}
