using System.Runtime.CompilerServices;
using System.Text.Json;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.Inference;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>
/// Battery R8: however a model fails, the turn ends as failed with a reason, counts nowhere, shows none of the fault to the participant, and one
/// press brings one visible reply. Ten rounds of each kind and 50 cuts with FULL_BATTERIES=1.
/// </summary>
public sealed class ModelFaultTests : IDisposable
{
    private const string Secret = "vendor-said-7731";
    private static readonly bool Full = Battery.IsFullSize;

    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly string models = Directory.CreateTempSubdirectory("collab-faults-").FullName;

    public static TheoryData<string> FileFaults => ["missing folder", "missing graph", "missing tokenizer", "broken tokenizer", "wrong tokenizer", "broken config", "cut graph"];

    public static TheoryData<string> ReplyFaults => ["broken logits", "empty", "blank", "exception", "first token timeout", "total timeout after some words", "remote fault"];

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(models, recursive: true);
    }

    [Theory]
    [MemberData(nameof(FileFaults))]
    public async Task A_model_whose_files_are_broken_fails_the_turn_and_nobody_else(string kind)
    {
        var rounds = kind == "cut graph" ? (Full ? 50 : 5) : Full ? 10 : 1;
        for (var round = 0; round < rounds; round++)
        {
            var name = $"broken-{round}";
            Break(name, kind, (round + 0.5) / rounds);
            await using var catalog = new ModelCatalog(Options.Create(new InferenceOptions { ModelsFolder = models, Threads = 1 }), TimeProvider.System, NullLogger<ModelCatalog>.Instance);
            await FailThenAnswerAsync(() => catalog.ClientFor(name), name);
        }
    }

    [Theory]
    [MemberData(nameof(ReplyFaults))]
    public async Task A_reply_that_breaks_fails_the_turn_and_nobody_else(string kind)
    {
        for (var round = 0; round < (Full ? 10 : 1); round++) await FailThenAnswerAsync(() => new BreakingClient(kind), Secret);
    }

    private async Task FailThenAnswerAsync(Func<IChatClient> broken, string never)
    {
        var isBroken = true;
        await using var host = new SessionHost(database, policy => isBroken && policy.Model == "base" ? broken() : new FunctionChatClient((_, _) => "Here it is."));
        if (!await AnyStudyAsync()) await host.OpenStudyAsync(SampleStudy.Definition() with { Turns = new TurnRules(1, 100, 1) });
        var (token, id) = await SessionOfAsync(host, "K");
        var (_, neighbour) = await SessionOfAsync(host, "T");

        await host.SendAsync(id, "Please write a draft");
        await host.ExchangeAsync(neighbour, "Please write a draft");
        await host.EndedAsync(id);

        var failed = await host.ViewAsync(token);
        Assert.Equal((TurnState.Failed, null, 0, null), (failed.Turns[0].State, failed.Turns[0].Reply, failed.CompletedTurns, failed.DueCheckpoint));
        Assert.DoesNotContain(never, JsonSerializer.Serialize(failed), StringComparison.Ordinal);
        isBroken = false;
        Assert.IsType<StepResult.Done>(await host.Get<TryAgain>().RunAsync(id, SessionHost.Tab, 1, default));
        await host.EndedAsync(id);
        var answered = await host.ViewAsync(token);
        Assert.Equal(("Here it is.", 1, 1), (Assert.Single(answered.Turns).Reply, answered.CompletedTurns, answered.DueCheckpoint));
        await using var db = database.CreateDbContext();
        var attempts = await db.ReplyAttempts.Where(a => db.Turns.Any(t => t.Id == a.TurnId && t.SessionId == id)).OrderBy(a => a.Number).ToListAsync();
        Assert.Equal([ReplyOutcome.Failed, ReplyOutcome.Completed], attempts.Select(a => a.Outcome));
        Assert.False(string.IsNullOrWhiteSpace(attempts[0].Reason));
        Assert.Equal(TurnState.Completed, await db.Turns.Where(t => t.SessionId == neighbour).Select(t => t.State).SingleAsync());
    }

    /// <summary>A new participant of this arm, as far as the co-writing.</summary>
    private async Task<(string Token, Guid SessionId)> SessionOfAsync(SessionHost host, string arm)
    {
        while (true)
        {
            var (token, id) = await host.CoWriteAsync();
            await using var db = database.CreateDbContext();
            if (await db.Sessions.AnyAsync(s => s.Id == id && s.Arm == arm)) return (token, id);
        }
    }

    private async Task<bool> AnyStudyAsync()
    {
        await using var db = database.CreateDbContext();
        return await db.Studies.AnyAsync();
    }

    private void Break(string name, string kind, double share)
    {
        if (kind == "missing folder") return;
        var (from, to) = (Path.Combine(Root(), "models", "demo-base"), Directory.CreateDirectory(Path.Combine(models, name)).FullName);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        var (graph, tokenizer) = (Path.Combine(to, "model.onnx"), Path.Combine(to, "tokenizer.json"));
        switch (kind)
        {
            case "missing graph": File.Delete(graph); break;
            case "missing tokenizer": File.Delete(tokenizer); break;
            case "broken tokenizer": File.WriteAllText(tokenizer, "{\"model\":"); break;
            case "wrong tokenizer": File.WriteAllText(tokenizer, """{"model":{"type":"BPE","vocab":{"a":999999},"merges":[]},"added_tokens":[]}"""); break;
            case "broken config": File.WriteAllText(Path.Combine(to, "config.json"), "[]"); break;
            case "cut graph": File.WriteAllBytes(graph, File.ReadAllBytes(graph)[..(int)(new FileInfo(graph).Length * share)]); break;
        }
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
        return at.FullName;
    }

    /// <summary>A model that fails in one of the ways in which engines and servers do.</summary>
    private sealed class BreakingClient(string kind) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (kind == "blank") yield return new(ChatRole.Assistant, " \n ");
            if (kind is "empty" or "blank") yield break;
            if (kind.Contains("some words", StringComparison.Ordinal)) yield return new(ChatRole.Assistant, "Once upon ");
            throw kind switch
            {
                "broken logits" => new PolicyUnavailableException(PolicyFailureKind.BrokenLogits, Secret),
                "exception" => new InvalidOperationException(Secret),
                "first token timeout" => new PolicyUnavailableException(PolicyFailureKind.FirstTokenTimeout, Secret),
                "remote fault" => new PolicyUnavailableException(PolicyFailureKind.RemoteFault, Secret),
                _ => new PolicyUnavailableException(PolicyFailureKind.TotalTimeout, Secret),
            };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
