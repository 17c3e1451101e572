using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.TestKit.Onnx;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Inference;

public sealed class OnnxChatClientTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "be brief"), new(ChatRole.User, "hello")];

    private readonly string models = Directory.CreateTempSubdirectory("collab-models-").FullName;
    private readonly ModelCatalog catalog;

    public OnnxChatClientTests()
    {
        RandomModel.Write(Path.Combine(models, "tiny"), new(ModelStyle.Llama, HeadSize: 16));
        catalog = new(Options.Create(new InferenceOptions { ModelsFolder = models, Threads = 1 }), TimeProvider.System, NullLogger<ModelCatalog>.Instance)
        {
            ReadText = _ => new NumberText(),
        };
    }

    [Fact]
    public async Task The_last_update_carries_what_the_reply_took()
    {
        var response = await catalog.ClientFor("tiny").GetResponseAsync(Hello, new() { MaxOutputTokens = 8, Seed = 5 });

        var facts = Assert.IsType<ReplyFacts>(response.AdditionalProperties![ReplyProperties.Facts]);
        Assert.Equal((4, 0, 8, 5L, "length"), (facts.PromptTokens, facts.ReusedTokens, facts.ReplyTokens, facts.Seed, facts.FinishReason));
        Assert.Equal(catalog.Describe("tiny").Hash, facts.ModelHash);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(8, response.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_stream_gives_the_text_of_the_whole_reply()
    {
        var client = catalog.ClientFor("tiny");
        var whole = await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 20 });
        var pieces = new List<string>();
        await foreach (var update in client.GetStreamingResponseAsync(Hello, new() { MaxOutputTokens = 20 })) pieces.Add(update.Text);

        Assert.Equal(whole.Text, string.Concat(pieces));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_text_and_another_seed_another()
    {
        var client = catalog.ClientFor("tiny");
        async Task<string> Reply(long seed) => (await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 30, Temperature = 1.2f, Seed = seed })).Text;

        Assert.Equal(await Reply(1), await Reply(1));
        Assert.NotEqual(await Reply(1), await Reply(2));
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_reply_and_is_not_shown()
    {
        var client = catalog.ClientFor("tiny");
        var free = (await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 20 })).Text;
        var words = free.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var stop = $"{words[4]} {words[5]}";

        var stopped = await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 20, StopSequences = [stop] });

        Assert.Equal(free[..free.IndexOf(stop, StringComparison.Ordinal)], stopped.Text);
        Assert.Equal(ChatFinishReason.Stop, stopped.FinishReason);
    }

    [Fact]
    public async Task Many_policies_share_one_model_in_memory()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => catalog.ClientFor("tiny").GetResponseAsync([new(ChatRole.User, new string('x', i))], new() { MaxOutputTokens = 5 })));

        var status = Assert.Single(catalog.Loaded);
        Assert.Equal(("tiny", "CPU", "paged", 0), (status.Name, status.Provider, status.Attention, status.QueueLength));
    }

    [Fact]
    public async Task A_caller_who_stops_reading_frees_the_row()
    {
        using var stop = new CancellationTokenSource();
        var read = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in catalog.ClientFor("tiny").GetStreamingResponseAsync(Hello, new() { MaxOutputTokens = 500 }, stop.Token))
            {
                if (++read == 3) await stop.CancelAsync();
            }
        });

        // The row leaves at the next step; waiting for it without end would be the fault that this test is about.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (catalog.Loaded[0].QueueLength > 0) await Task.Delay(10, limit.Token);
    }

    [Fact]
    public async Task A_missing_folder_is_reported_when_a_reply_is_asked_for_and_found_once_it_is_there()
    {
        var client = catalog.ClientFor("later");
        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => client.GetResponseAsync(Hello));
        RandomModel.Write(Path.Combine(models, "later"), new(ModelStyle.Llama));

        var response = await client.GetResponseAsync(Hello, new() { MaxOutputTokens = 3 });

        Assert.Equal(PolicyFailureKind.ModelUnavailable, fault.Kind);
        Assert.Contains("there is no such folder", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, response.Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task A_tokenizer_with_more_ids_than_the_graph_has_logits_is_refused()
    {
        await using var other = new ModelCatalog(Options.Create(new InferenceOptions { ModelsFolder = models }), TimeProvider.System, NullLogger<ModelCatalog>.Instance)
        {
            ReadText = _ => new NumberText(98),
        };

        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => other.ClientFor("tiny").GetResponseAsync(Hello));

        Assert.Contains("the tokenizer has 98 ids, the graph gives 97 logits", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../tiny")]
    [InlineData("")]
    [InlineData("..")]
    public void A_name_that_is_a_path_is_refused(string name) => Assert.Throws<ArgumentException>(() => catalog.ClientFor(name));

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await catalog.DisposeAsync();
        Directory.Delete(models, recursive: true);
    }
}
