using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using CollabLLM.Data.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.TestKit;

/// <summary>One host with every operation of a session, over a database that may be shared and with policies that a test gives.</summary>
public sealed class SessionHost : IAsyncDisposable
{
    public const string Slug = "writing";
    public const string Tab = "tab-1";

    private readonly ServiceProvider services;

    public SessionHost(TestDatabase database, Func<PolicyDefinition, IChatClient>? policies = null, TimeProvider? clock = null)
    {
        Database = database;
        var collection = new ServiceCollection();
        collection.AddLogging();
        if (clock is not null) collection.AddSingleton(clock);
        collection.AddSingleton<IPolicyClients>(new GivenPolicies(policies ?? (_ => new FunctionChatClient((messages, _) => $"A reply to: {messages[^1].Text}"))));
        collection.AddCollabData(new ConfigurationBuilder().Build());
        collection.AddSingleton<IDbContextFactory<CollabDbContext>>(database);
        services = collection.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task OpenStudyAsync(StudyDefinition? definition = null) => Get<CreateStudy>().RunAsync(Slug, definition ?? SampleStudy.Definition(), StudyState.Open, default);

    /// <returns>The token of a new participant.</returns>
    public async Task<string> JoinAsync(string? externalId = null) => ((JoinResult.Joined)await Get<JoinStudy>().RunAsync(Slug, externalId, null, false, default)).Token;

    public async Task<SessionView> ViewAsync(string token) => await Get<ReadSession>().RunAsync(token, default) ?? throw new InvalidOperationException("There is no such session.");

    /// <summary>A new participant who has come as far as the co-writing.</summary>
    public async Task<(string Token, Guid SessionId)> CoWriteAsync()
    {
        var token = await JoinAsync();
        var id = (await ViewAsync(token)).SessionId;
        await Get<RecordConsent>().RunAsync(id, new(true, true), default);
        var type = (await ViewAsync(token)).Type!;
        await Get<ChooseTopic>().RunAsync(id, type.Topics[0], default);
        await Get<AnswerIntake>().RunAsync(id, [.. type.Intake.Select(q => new IntakeAnswer(q.Key, q.Options[0]))], default);
        await Get<BeginCoWriting>().RunAsync(id, default);
        return (token, id);
    }

    public Task<SubmitResult> SendAsync(Guid sessionId, string text, string? key = null, string tab = Tab) =>
        Get<SubmitTurn>().RunAsync(sessionId, tab, key ?? Guid.CreateVersion7().ToString("n"), text, default);

    /// <summary>Sends and waits until the reply is committed.</summary>
    public async Task<SubmitResult> ExchangeAsync(Guid sessionId, string text)
    {
        var result = await SendAsync(sessionId, text);
        await EndedAsync(sessionId);
        return result;
    }

    public async Task EndedAsync(Guid sessionId)
    {
        if (Get<LiveReplies>().Find(sessionId) is { } reply) await reply.Ended.WaitAsync(TimeSpan.FromMinutes(5));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class GivenPolicies(Func<PolicyDefinition, IChatClient> policies) : IPolicyClients
    {
        public IChatClient For(PolicyDefinition policy) => policies(policy);
    }
}
