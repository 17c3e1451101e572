using CollabLLM.Core.Conversations;
using CollabLLM.Inference;
using CollabLLM.Inference.RewardModels;
using CollabLLM.Inference.Templates;
using CollabLLM.Inference.Tokenizers;
using CollabLLM.TestKit.Onnx;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Inference.RewardModels;

/// <summary>Oracle: the values computed by hand from the conversation's token ids (<see cref="TinyClassifier"/>).</summary>
public sealed class RewardModelTests : IDisposable
{
    private static readonly string TextFrom = Path.Combine(Root(), "models", "demo-base");
    private static readonly Conversation Talk = new(Message.User("Help me with a poem about rain."), Message.Assistant("Gladly. How should it sound?"));
    private readonly string folder = Directory.CreateTempSubdirectory("collab-reward").FullName;
    private readonly RewardModelCatalog catalog;

    public RewardModelTests() => catalog = new(Options.Create(new InferenceOptions { ModelsFolder = folder, Threads = 1 }));

    [Fact]
    public async Task One_label_gives_its_logit_as_it_is()
    {
        Write("rm", 1, """ "num_labels":1,"problem_type":"regression" """);

        Assert.Equal(Logit(0), await ValueAsync("rm"), 1e-5);
    }

    [Theory]
    // Without a label named, of two the second counts.
    [InlineData("single_label_classification", "rm", 1)]
    [InlineData("single_label_classification", "rm#good", 1)]
    [InlineData("single_label_classification", "rm#bad", 0)]
    [InlineData("multi_label_classification", "rm#bad", 0)]
    public async Task Of_two_labels_the_value_is_a_probability(string problem, string name, int label)
    {
        Write("rm", 2, $$$""" "id2label":{"0":"bad","1":"good"},"problem_type":"{{{problem}}}" """);
        var (mine, other) = (Math.Exp(Logit(label)), Math.Exp(Logit(1 - label)));

        Assert.Equal(problem.StartsWith("multi", StringComparison.Ordinal) ? mine / (1 + mine) : mine / (mine + other), await ValueAsync(name), 1e-5);
    }

    [Fact]
    public async Task Of_many_labels_the_one_that_is_named_counts_and_token_types_are_given_where_the_graph_wants_them()
    {
        TinyClassifier.Write(Path.Combine(folder, "rm"), TextFrom, Tokenizer.Load(TextFrom).VocabularySize, 3, """ "id2label":{"0":"verbosity","1":"helpfulness","2":"tone"},"problem_type":"regression" """, typeIds: true);

        Assert.Equal(Logit(1), await ValueAsync("rm#helpfulness"), 1e-5);
    }

    [Fact]
    public async Task A_value_does_not_depend_on_what_else_is_scored()
    {
        Write("rm", 1, """ "num_labels":1 """);
        var alone = await ValueAsync("rm");
        var other = new Conversation(Message.User("Something else, and much longer than the first one was."));

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => catalog.For("rm").ScoreAsync(i % 2 == 0 ? Talk : other, default).AsTask()));

        Assert.All(together.Where((_, i) => i % 2 == 0), score => Assert.Equal(alone, score.Value));
    }

    [Fact]
    public async Task A_conversation_that_does_not_fit_has_no_value_and_says_why()
    {
        Write("rm", 1, """ "num_labels":1,"max_position_embeddings":5 """);

        var (value, reason) = await catalog.For("rm").ScoreAsync(Talk, default);

        Assert.Null(value);
        Assert.Contains("reads at most 5", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rm", 3, """ "num_labels":3 """, "write rm#LABEL with one of LABEL_0, LABEL_1, LABEL_2")]
    [InlineData("rm#kind", 1, """ "num_labels":1 """, "no label 'kind'")]
    [InlineData("rm", 2, """ "num_labels":3 """, "names 3 labels, the graph gives 2")]
    [InlineData("rm", 2, """ "id2label":{"0":"a","2":"b"} """, "does not name the labels 0 to 1")]
    [InlineData("rm", 1, """ "num_labels":1,"problem_type":"ranking" """, "problem_type is 'ranking'")]
    [InlineData("gone", 1, """ "num_labels":1 """, "there is no such folder")]
    public void A_wrong_folder_is_refused_in_a_sentence(string name, int labels, string config, string says)
    {
        Write("rm", labels, config);

        Assert.Contains(says, catalog.Fault(name), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_is_no_reward_model_and_a_folder_without_template_is_none_either()
    {
        Write("rm", 1, """ "num_labels":1 """);
        Assert.Null(catalog.Fault("rm"));
        File.WriteAllText(Path.Combine(folder, "rm", "tokenizer_config.json"), "{}");
        RandomModel.Write(Path.Combine(folder, "policy"), new ModelSpec(ModelStyle.Llama));

        Assert.Contains("no chat template", catalog.Fault("rm"), StringComparison.Ordinal);
        Assert.Contains("a language model that writes text, not a reward model", catalog.Fault("policy"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        catalog.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Write(string name, int labels, string config) =>
        TinyClassifier.Write(Path.Combine(folder, name), TextFrom, Tokenizer.Load(TextFrom).VocabularySize, labels, config);

    private async Task<double> ValueAsync(string name) => (await catalog.For(name).ScoreAsync(Talk, default)).Value!.Value;

    private static double Logit(int label)
    {
        var ids = new PromptEncoder(Tokenizer.Load(TextFrom), ChatTemplate.Load(TextFrom)).Encode([.. Talk], addGenerationPrompt: false);
        return ids.Average(id => (double)TinyClassifier.Weight(id, label)) + TinyClassifier.Bias(label);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
