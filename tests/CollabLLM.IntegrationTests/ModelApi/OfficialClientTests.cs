using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CollabLLM.IntegrationTests.Site;
using OpenAI;
using OpenAI.Chat;

namespace CollabLLM.IntegrationTests.ModelApi;

public sealed class OfficialClientTests(ModelApiHost host) : IClassFixture<ModelApiHost>
{
    private const string Model = "demo-base";

    private static readonly ChatMessage[] Hello = [new SystemChatMessage("Be brief."), new UserChatMessage("Hello")];

    [Fact]
    public async Task The_dotnet_client_reads_the_list_of_models()
    {
        var models = await Client(ModelApiHost.Key).GetOpenAIModelClient().GetModelsAsync();

        Assert.Contains(Model, models.Value.Select(m => m.Id));
    }

    [Fact]
    public async Task The_dotnet_client_gets_the_same_reply_whole_and_streamed()
    {
        var client = Client(ModelApiHost.Key).GetChatClient(Model);
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 12, Temperature = 0 };

        var whole = (await client.CompleteChatAsync(Hello, options)).Value;
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in client.CompleteChatStreamingAsync(Hello, new ChatCompletionOptions { MaxOutputTokenCount = 12, Temperature = 0 })) updates.Add(update);

        Assert.NotEmpty(whole.Content[0].Text);
        Assert.Equal(whole.Content[0].Text, string.Concat(updates.SelectMany(u => u.ContentUpdate).Select(c => c.Text)));
        Assert.Equal(whole.FinishReason, updates.Select(u => u.FinishReason).Single(f => f is not null));
        Assert.Equal(whole.Usage.TotalTokenCount, updates.Select(u => u.Usage).Single(u => u is not null).TotalTokenCount);
        Assert.Equal(whole.Usage.InputTokenCount + whole.Usage.OutputTokenCount, whole.Usage.TotalTokenCount);
        Assert.Equal(Model, whole.Model);
    }

    [Fact]
    public async Task The_dotnet_client_understands_a_wrong_key_and_an_unknown_model()
    {
        var key = await Assert.ThrowsAsync<ClientResultException>(() => Client("wrong").GetChatClient(Model).CompleteChatAsync(Hello));
        var model = await Assert.ThrowsAsync<ClientResultException>(() => Client(ModelApiHost.Key).GetChatClient("nobody").CompleteChatAsync(Hello));

        Assert.Equal((401, 404), (key.Status, model.Status));
        Assert.Contains("invalid_api_key", key.Message, StringComparison.Ordinal);
        Assert.Contains("model_not_found", model.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_javascript_client_gets_the_same_reply_whole_and_streamed()
    {
        var oracle = Path.Combine(SiteApplication.Repository, "tests", "oracles", "openai");
        if (!Directory.Exists(Path.Combine(oracle, "node_modules"))) await RunAsync(oracle, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");

        var told = JsonSerializer.Deserialize<JsonElement>(await RunAsync(oracle, "node", "chat.mjs", $"{host.Address}/v1", ModelApiHost.Key, Model));

        Assert.Contains(Model, told.GetProperty("models").EnumerateArray().Select(m => m.GetString()));
        Assert.NotEmpty(told.GetProperty("text").GetString()!);
        Assert.Equal(told.GetProperty("text").GetString(), told.GetProperty("streamed").GetString());
        Assert.Equal(told.GetProperty("finish").GetString(), told.GetProperty("streamedFinish").GetString());
        Assert.Equal(told.GetProperty("usage").GetInt32(), told.GetProperty("streamedUsage").GetInt32());
        Assert.Equal("""["AuthenticationError",401,"invalid_api_key"]""", told.GetProperty("refused").GetRawText());
    }

    [Theory]
    [InlineData("""{"model":"demo-base","messages":[]}""", "messages")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"user","content":"x"}],"n":2}""", "n")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"user","content":"x"}],"temperature":3}""", "temperature")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"tool","content":"x"}]}""", "messages")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "messages")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"user","content":"x"}],"stop":7}""", "stop")]
    [InlineData("""{"model":"demo-base","messages":[{"role":"user","content":"x"}],"tools":[{}]}""", "tools")]
    [InlineData("""{"model":""", null)]
    public async Task A_request_that_cannot_be_served_is_refused_with_the_field(string body, string? field)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ModelApiHost.Key);

        using var response = await http.PostAsync($"{host.Address}/v1/chat/completions", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("invalid_request_error", field), (error.GetProperty("type").GetString(), error.GetProperty("param").GetString()));
    }

    [Fact]
    public async Task Nothing_is_served_unless_the_settings_enable_it()
    {
        using var closed = new ModelApiHost(enabled: false);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ModelApiHost.Key);

        using var response = await http.GetAsync($"{closed.Address}/v1/models");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private OpenAIClient Client(string key) =>
        new(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new($"{host.Address}/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
