using CollabLLM.Core.Policies;
using CollabLLM.Inference.Remote;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using static CollabLLM.UnitTests.Inference.Remote.ScriptedServer;

namespace CollabLLM.UnitTests.Inference.Remote;

public sealed class RemoteChatClientTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "be brief"), new(ChatRole.User, "hello"), new(ChatRole.Assistant, "yes?"), new(ChatRole.User, "write")];

    [Fact]
    public async Task A_reply_streams_with_its_usage_and_facts()
    {
        await using var server = await StartAsync(Say("Good ", "day"));

        var response = await Client(server).GetResponseAsync(Hello, new() { Seed = 5 });

        Assert.Equal("Good day", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal((7L, 2L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        var facts = Assert.IsType<ReplyFacts>(response.AdditionalProperties![ReplyProperties.Facts]);
        Assert.Equal(("remote:far", 5L, 7, 3, 2, "stop"), (facts.ModelHash, facts.Seed, facts.PromptTokens, facts.ReusedTokens, facts.ReplyTokens, facts.FinishReason));
    }

    [Fact]
    public async Task The_server_gets_messages_key_and_every_option()
    {
        await using var server = await StartAsync(Say("x"));
        var options = new ChatOptions
        {
            Temperature = 0.5f, TopP = 0.25f, TopK = 9, MaxOutputTokens = 30, Seed = 11, FrequencyPenalty = 0.5f, PresencePenalty = -0.5f, StopSequences = ["END"],
            AdditionalProperties = new() { [ReplyProperties.MinP] = 0.125, [ReplyProperties.RepetitionPenalty] = 1.5 },
        };

        await Client(server).GetResponseAsync(Hello, options);

        var sent = Assert.Single(server.Requests);
        Assert.Equal(["system", "user", "assistant", "user"], sent.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Equal("far-model", sent.GetProperty("model").GetString());
        Assert.Equal(
            [0.5, 0.25, 9, 30, 11, 0.5, -0.5, 0.125, 1.5],
            new[] { "temperature", "top_p", "top_k", "max_completion_tokens", "seed", "frequency_penalty", "presence_penalty", "min_p", "repetition_penalty" }.Select(name => sent.GetProperty(name).GetDouble()));
        Assert.Equal("END", sent.GetProperty("stop")[0].GetString());
        Assert.Equal("Bearer secret", server.Keys[0]);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_fault_is_tried_again_until_the_reply_comes(int status)
    {
        await using var server = await StartAsync(Refuse(status), Refuse(status), Say("at last"));

        Assert.Equal("at last", (await Client(server).GetResponseAsync(Hello)).Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, PolicyFailureKind.Busy, 3)]
    [InlineData(500, PolicyFailureKind.RemoteFault, 3)]
    [InlineData(400, PolicyFailureKind.RemoteFault, 1)]
    [InlineData(401, PolicyFailureKind.ModelUnavailable, 1)]
    [InlineData(404, PolicyFailureKind.ModelUnavailable, 1)]
    public async Task A_lasting_fault_is_reported_with_its_kind_and_the_servers_words(int status, PolicyFailureKind kind, int requests)
    {
        await using var server = await StartAsync(Refuse(status));

        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => Client(server).GetResponseAsync(Hello));

        Assert.Equal((kind, requests), (fault.Kind, server.Requests.Count));
        Assert.Contains($"vendor text {status}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_after_text_is_a_fault_and_not_asked_again()
    {
        var heard = new TaskCompletionSource();
        foreach (var broken in new[] { Break("half", heard.Task), Fade("half") })
        {
            await using var server = await StartAsync(broken, Say("whole"));
            var shown = new List<string>();

            var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(async () =>
            {
                await foreach (var update in Client(server).GetStreamingResponseAsync(Hello))
                {
                    shown.Add(update.Text);
                    heard.TrySetResult();
                }
            });

            Assert.Equal((PolicyFailureKind.RemoteFault, 1), (fault.Kind, server.Requests.Count));
            Assert.Equal(["half"], shown);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_a_remote_fault()
    {
        var gone = await StartAsync(Say("x"));
        var client = Client(gone);
        await gone.DisposeAsync();

        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => client.GetResponseAsync(Hello));

        Assert.Equal(PolicyFailureKind.RemoteFault, fault.Kind);
    }

    [Fact]
    public async Task A_silent_server_ends_at_the_limit_for_the_first_text_and_is_asked_again()
    {
        await using var server = await StartAsync(Silence(), Say("awake"));
        Assert.Equal("awake", (await Client(server, s => s.FirstTokenTimeout = TimeSpan.FromSeconds(5)).GetResponseAsync(Hello)).Text);

        await using var deaf = await StartAsync(Silence());
        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => Client(deaf, s => s.TotalTimeout = TimeSpan.FromMilliseconds(300)).GetResponseAsync(Hello));
        Assert.Equal(PolicyFailureKind.TotalTimeout, fault.Kind);
    }

    [Fact]
    public async Task Never_more_requests_are_under_way_than_the_limit_allows()
    {
        var two = new TaskCompletionSource();
        var asked = 0;
        Task UntilTwoAreHere()
        {
            if (Interlocked.Increment(ref asked) == 2) two.SetResult();
            return two.Task;
        }

        await using var server = await StartAsync(After(UntilTwoAreHere, Say("x")));
        var client = Client(server, s => s.MaximumConcurrency = 2);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.GetResponseAsync(Hello)));

        Assert.Equal((6, 2), (server.Requests.Count, server.Most));
    }

    [Fact]
    public async Task A_caller_who_leaves_gets_the_cancellation_and_frees_the_place()
    {
        var arrived = new TaskCompletionSource();
        Task Arrive()
        {
            arrived.SetResult();
            return Task.CompletedTask;
        }

        await using var server = await StartAsync(After(Arrive, Silence()), Say("next"));
        var client = Client(server, s => s.MaximumConcurrency = 1);
        using var leave = new CancellationTokenSource();
        var left = client.GetResponseAsync(Hello, cancellationToken: leave.Token);
        await arrived.Task;
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        Assert.Equal("next", (await client.GetResponseAsync(Hello)).Text);
    }

    [Fact]
    public async Task A_name_or_key_that_the_settings_lack_is_said_so()
    {
        var remotes = new RemoteModels(
            Options.Create(new RemoteOptions { Models = { ["keyless"] = new() { BaseUrl = "http://127.0.0.1:9/v1", Model = "m", KeyVariable = "COLLAB_TEST_NO_SUCH_KEY" } } }), TimeProvider.System);

        var unknown = await Assert.ThrowsAsync<PolicyUnavailableException>(() => remotes.ClientFor("remote:nobody").GetResponseAsync(Hello));
        var keyless = await Assert.ThrowsAsync<PolicyUnavailableException>(() => remotes.ClientFor("remote:keyless").GetResponseAsync(Hello));

        Assert.Equal("remote:nobody is not in the settings; add it under Remote:Models.", unknown.Message);
        Assert.Contains("COLLAB_TEST_NO_SUCH_KEY", keyless.Message, StringComparison.Ordinal);
    }

    private static IChatClient Client(ScriptedServer server, Action<RemoteModelOptions>? change = null)
    {
        var settings = new RemoteModelOptions
        {
            BaseUrl = server.Address, Model = "far-model", Key = "secret", Retries = 2, FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(5),
        };
        change?.Invoke(settings);
        return new RemoteModels(Options.Create(new RemoteOptions { Models = { ["far"] = settings } }), TimeProvider.System).ClientFor("remote:far");
    }
}
