using CollabLLM.Data.Sessions;

namespace CollabLLM.Cli.Bots;

/// <summary>What bots write. The phrasings are not those that trained the demonstration policies.</summary>
internal sealed class BotPhrases(SessionView view, Random random)
{
    private static readonly string[] First =
        ["Hi, I have to write a {y} about {t}", "could we do a {y} on {t}?", "I need a {y}. The topic is {t}.", "so it should be a {y}, and it is about {t}", "Let's begin with a {y} about {t} please"];

    private static readonly string[] Audience = ["{a}, I think", "It is for {a}", "mostly {a}", "I imagine {a} reading it"];
    private static readonly string[] Tone = ["it should feel {n}", "{n} please", "rather {n}", "I would like it {n}"];
    private static readonly string[] Detail = ["put {d} in it", "{d} must be in there", "do not leave out {d}", "something with {d}"];

    private static readonly string[] Requests =
    [
        "Can it be shorter?", "a bit longer would be nice", "I'd like an example in it", "please work on the ending", "the title could be better", "make the beginning stronger",
        "please make it {n}", "can you put {d} in", "it is meant for {a}", "hmm can you say that in simpler words", "that is close, but a little less stiff", "I like the middle, please keep it",
    ];

    private static readonly string[] Closing = ["That works for me, thanks", "Good, I am happy with this", "thank you, this is fine now"];

    private readonly Queue<string> questions = new(Shuffled(["audience", "tone", "detail"], random));

    public string Next(string? lastReply, bool last)
    {
        if (lastReply is null) return Fill(Pick(First));
        if (last) return Pick(Closing);
        if (!lastReply.Contains('?', StringComparison.Ordinal)) return Fill(Pick(Requests));
        var about = lastReply.Contains("read", StringComparison.OrdinalIgnoreCase) || lastReply.Contains("audience", StringComparison.OrdinalIgnoreCase) ? "audience"
            : lastReply.Contains("tone", StringComparison.OrdinalIgnoreCase) || lastReply.Contains("sound", StringComparison.OrdinalIgnoreCase) ? "tone"
            : lastReply.Contains("detail", StringComparison.OrdinalIgnoreCase) ? "detail"
            : questions.TryDequeue(out var next) ? next : "request";
        return Fill(Pick(about switch { "audience" => Audience, "tone" => Tone, "detail" => Detail, _ => Requests }));
    }

    public string Strength() => Pick(["It was quick.", "It listened to what I wanted.", "The draft was a good start.", "Clear questions, short answers."]);

    public string Weakness() => Pick(["Some sentences were plain.", "It repeated itself once.", "I had to ask twice for a change.", "Nothing that bothered me."]);

    private string Pick(string[] phrases) => phrases[random.Next(phrases.Length)];

    private string Fill(string phrase) => phrase
        .Replace("{y}", view.Type!.Name, StringComparison.Ordinal).Replace("{t}", view.Topic, StringComparison.Ordinal)
        .Replace("{a}", Intake("audience"), StringComparison.Ordinal).Replace("{n}", Intake("tone"), StringComparison.Ordinal).Replace("{d}", Intake("detail"), StringComparison.Ordinal);

    private string Intake(string key)
    {
        var answers = view.Type!.Answers(view.Intake).ToArray();
        return answers.FirstOrDefault(a => a.Question.Key == key).Answer ?? answers.FirstOrDefault().Answer ?? "anything";
    }

    private static string[] Shuffled(string[] words, Random random)
    {
        random.Shuffle(words);
        return words;
    }
}
