using System.Data.Common;
using Bunit;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>A participant in the middle of a real session: a database that a test can take away, and a policy that it holds by the hand.</summary>
public abstract class CoWritingScene : BunitContext, IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Sqlite();

    protected CoWritingScene()
    {
        Host = new(database, _ => new FunctionChatClient(async (_, _, ct) => await Reply.Task.WaitAsync(ct)));
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Module("CoWriting").Setup<string>("tabKey").SetResult(SessionHost.Tab);
        Conversation = Module("ConversationPane");
        Document = Module("DocumentPane");
    }

    protected SessionHost Host { get; }

    protected string Token { get; private set; } = "";

    /// <summary>What the policy says next; waited for until it is set.</summary>
    protected TaskCompletionSource<string> Reply { get; set; } = new();

    protected BunitJSModuleInterop Conversation { get; }

    protected BunitJSModuleInterop Document { get; }

    /// <summary>From now on the database cannot be reached, or can again.</summary>
    protected bool IsDown
    {
        set => database.Interceptor = value ? new Outage() : null;
    }

    /// <summary>From now on whoever wants the database waits until the returned source is set.</summary>
    protected TaskCompletionSource HoldDatabase()
    {
        var held = new TaskCompletionSource();
        database.Interceptor = new Held(held.Task);
        return held;
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        IsDown = false;
        await Host.DisposeAsync();
        database.Dispose();
    }

    /// <summary>The state of a session that has come as far as the empty conversation; not yet entered.</summary>
    protected async Task<CoWritingState> CoWriteAsync(StudyDefinition? study = null)
    {
        await Host.OpenStudyAsync(study);
        (Token, _) = await Host.CoWriteAsync();
        var state = Make<CoWritingState>();
        state.Show(await Host.ViewAsync(Token), Token);
        return state;
    }

    protected T Make<T>() => ActivatorUtilities.CreateInstance<T>(Host.Get<IServiceProvider>());

    private BunitJSModuleInterop Module(string page)
    {
        var module = JSInterop.SetupModule($"./Features/Sessions/{page}.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        return module;
    }

    private sealed class Held(Task until) : DbConnectionInterceptor
    {
        public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await until;
            return result;
        }
    }
}
