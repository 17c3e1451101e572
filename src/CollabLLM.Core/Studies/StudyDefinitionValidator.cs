using System.Text.Json;

namespace CollabLLM.Core.Studies;

/// <summary>Says in sentences what is wrong with a study file, where, and how to mend it. An empty list: the study can be run.</summary>
public static class StudyDefinitionValidator
{
    /// <summary>Reads a study file; problems of form and of content come back as sentences, never as an exception.</summary>
    public static (StudyDefinition? Definition, IReadOnlyList<string> Problems) Read(string json)
    {
        try
        {
            using (var parsed = JsonDocument.Parse(json))
                if (Nulls(parsed.RootElement, "").ToArray() is { Length: > 0 } nulls)
                    return (null, nulls);
            var definition = StudyDefinition.FromJson(json);
            var problems = Problems(definition);
            return (problems.Count == 0 ? definition : null, problems);
        }
        catch (JsonException fault)
        {
            return (null, [StudyFileFault.Sentence(fault)]);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // Half of a character that needs two units has no form in UTF-8, as text or as an escape.
            return (null, ["The study file holds half of a character, such as a torn emoji. Remove it and save the file as UTF-8."]);
        }
    }

    /// <summary>The serializer checks members for null, not what lists hold.</summary>
    private static IEnumerable<string> Nulls(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Null ? [] : Nulls(p.Value, $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Nulls(item, $"{path}[{i}]")),
        JsonValueKind.Null => [$"{path.TrimStart('.')} is null. Give it a value or remove it from the list."],
        _ => [],
    };

    public static IReadOnlyList<string> Problems(StudyDefinition study)
    {
        var problems = new List<string>();
        void Check(bool holds, string sentence)
        {
            if (!holds) problems.Add(sentence);
        }

        Check(!string.IsNullOrWhiteSpace(study.Title), "title is empty. Give the study a name.");
        Check(study.Title.Length <= 200, $"title has {study.Title.Length} characters. Keep it to 200.");
        Check(!string.IsNullOrWhiteSpace(study.Consent), "consent is empty. Write the consent form that participants agree to.");
        Check(!string.IsNullOrWhiteSpace(study.Instructions), "instructions are empty. Say what participants are to do.");
        Check(!string.IsNullOrWhiteSpace(study.CompletionCode) && study.CompletionCode.Length <= 64, "completionCode must have 1 to 64 characters. Take the code of your crowd platform, or invent one.");
        Check(IsAddress(study.CompletionUrl), "completionUrl must be a whole address that begins with https://. Mend it or leave it out.");
        Check(IsAddress(study.NotEligibleUrl), "notEligibleUrl must be a whole address that begins with https://. Mend it or leave it out.");
        Check(!study.Session.RecordDeltas || !string.IsNullOrWhiteSpace(study.RecordingConsent), "session.recordDeltas is true, but recordingConsent is empty. Write the sentence by which participants agree that every change of their document is kept, or set recordDeltas to false.");
        Check(study.RepeatsPerBlock is >= 1 and <= 20, $"repeatsPerBlock is {study.RepeatsPerBlock}. Choose 1 to 20.");
        Check(study.Target is null or > 0, $"target is {study.Target}. Choose a number above 0, or leave it out.");
        Arms(study, Check);
        Types(study, Check);
        Turns(study, Check);
        Questions(study, Check);
        problems.AddRange(study.Scoring.Faults(study.Arms.Count));
        HumanPairs(study, Check);
        problems.AddRange(study.Plan?.Faults(study.Target) ?? []);
        problems.AddRange(ScreeningQuestion.Faults(study.Screening ?? []));
        Check(!(study.Screening ?? []).Select(q => q.Key).Intersect(study.DocumentTypes.SelectMany(t => t.Intake).Select(q => q.Key)).Any(), "A screening question and an intake question have the same key. Give each its own.");
        return problems;
    }

    private static bool IsAddress(string? text) => text is null || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http");

    private static void Arms(StudyDefinition study, Action<bool, string> check)
    {
        check(study.Arms.Count >= 1, "arms is empty. Give at least one arm with a policy.");
        for (var i = 0; i < study.Arms.Count; i++)
        {
            var arm = study.Arms[i];
            check(!string.IsNullOrWhiteSpace(arm.Code) && arm.Code.Length <= 16, $"arms[{i}].code must have 1 to 16 characters. Take a neutral one, such as \"K\".");
            check(!string.IsNullOrWhiteSpace(arm.Name), $"arms[{i}].name is empty. Give the true name, shown after unblinding.");
            check(arm.Weight is >= 1 and <= 100, $"arms[{i}].weight is {arm.Weight}. Choose 1 to 100.");
            check(!string.IsNullOrWhiteSpace(arm.Policy?.Model), $"arms[{i}].policy.model is empty. Name a folder under models/.");
            check(arm.Policy?.Sampling is not { Temperature: < 0 or > 5 }, $"arms[{i}].policy.sampling.temperature must lie between 0 and 5.");
            check(arm.Policy?.Sampling is not { TopP: <= 0 or > 1 }, $"arms[{i}].policy.sampling.topP must be above 0 and at most 1.");
            check(arm.Policy?.Sampling is not { MaxTokens: < 1 }, $"arms[{i}].policy.sampling.maxTokens must be at least 1.");
        }
        check(Distinct(study.Arms.Select(a => a.Code)), "Two arms have the same code. Give each its own.");
    }

    private static void Types(StudyDefinition study, Action<bool, string> check)
    {
        check(study.DocumentTypes.Count >= 1, "documentTypes is empty. Give at least one kind of document.");
        for (var i = 0; i < study.DocumentTypes.Count; i++)
        {
            var type = study.DocumentTypes[i];
            check(!string.IsNullOrWhiteSpace(type.Key) && type.Key.Length <= 64, $"documentTypes[{i}].key must have 1 to 64 characters, such as \"blog-post\".");
            check(type.Topics.Count > 0 || type.OwnTopicAllowed, $"documentTypes[{i}].topics is empty and ownTopicAllowed is false. Give topics, or allow participants their own.");
            check(type.Topics.All(t => t.Length is > 0 and <= 400), $"documentTypes[{i}].topics holds an empty topic or one of more than 400 characters. Shorten or remove it.");
            check(type.Intake.All(q => !string.IsNullOrWhiteSpace(q.Key)), $"documentTypes[{i}].intake holds a question without a key. Give each question a key.");
            check(Distinct(type.Intake.Select(q => q.Key)), $"documentTypes[{i}].intake holds one key twice. Give each question its own key.");
        }
        check(Distinct(study.DocumentTypes.Select(t => t.Key)), "Two document types have the same key. Give each its own.");
    }

    private static void Turns(StudyDefinition study, Action<bool, string> check)
    {
        var turns = study.Turns;
        check(turns.MinimumTurns is >= 1 and <= 200, $"turns.minimumTurns is {turns.MinimumTurns}. Choose 1 to 200.");
        check(turns.MaximumTurns >= turns.MinimumTurns, $"turns.maximumTurns ({turns.MaximumTurns}) is below turns.minimumTurns ({turns.MinimumTurns}). Raise it.");
        check(turns.RateEveryTurns >= 0, $"turns.rateEveryTurns is {turns.RateEveryTurns}. Choose 0 for no ratings in between, or a number above 0.");
        check(turns.MaximumMessageLength is >= 1 and <= 50_000, $"turns.maximumMessageLength is {turns.MaximumMessageLength}. Choose 1 to 50,000 characters.");
        check(study.Session.IdleAfterSeconds is >= 1 and <= 3600, $"session.idleAfterSeconds is {study.Session.IdleAfterSeconds}. Choose 1 to 3,600.");
    }

    private static void HumanPairs(StudyDefinition study, Action<bool, string> check)
    {
        var turns = study.HumanPairs.PickAtTurns;
        foreach (var turn in turns.Where(t => t < 1 || t > study.Turns.MaximumTurns))
            check(false, $"humanPairs.pickAtTurns holds {turn}. Choose exchanges from 1 to turns.maximumTurns, {study.Turns.MaximumTurns}.");
        check(turns.Distinct().Count() == turns.Count, "humanPairs.pickAtTurns holds one exchange twice. Name each once.");
    }

    private static void Questions(StudyDefinition study, Action<bool, string> check)
    {
        var keys = study.FinalRatings.Append(study.Checkpoint).Select(q => q.Key).Concat(study.FreeText.Select(q => q.Key)).ToArray();
        check(keys.All(k => !string.IsNullOrWhiteSpace(k) && k.Length <= 64), "A question has no key, or one of more than 64 characters. Give each question a short key.");
        check(Distinct(keys), "Two questions have the same key. Give each its own, so that their answers stay apart in the data.");
        foreach (var question in study.FinalRatings.Append(study.Checkpoint))
            check(question.Scale.Low < question.Scale.High, $"The scale of '{question.Key}' runs from {question.Scale.Low} to {question.Scale.High}. Its high end must lie above its low end.");
    }

    private static bool Distinct(IEnumerable<string> keys) => keys.GroupBy(k => k, StringComparer.Ordinal).All(g => g.Count() == 1);
}
