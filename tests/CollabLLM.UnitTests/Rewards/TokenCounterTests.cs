using CollabLLM.Core.Rewards;
using CollabLLM.Data.Scoring;
using CollabLLM.Inference;
using CollabLLM.Inference.Tokenizers;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Rewards;

/// <summary>A preset may name a model folder whose tokenizer counts the tokens.</summary>
public sealed class TokenCounterTests
{
    private const string Text = "The gardener's almanac, unabridged.";

    private static readonly string Models = EmbeddedModelsTests.ModelsFolder();

    private readonly TokenCounterCatalog counters = new(Options.Create(new InferenceOptions { ModelsFolder = Models }));

    [Fact]
    public void It_counts_what_the_folders_tokenizer_makes_of_a_text()
    {
        var counter = counters.For("demo-base");

        Assert.Equal(("demo-base", Tokenizer.Load(Path.Combine(Models, "demo-base")).Encode(Text).Length), (counter.Id, counter.Count(Text)));
        Assert.True(counter.Count(Text) > 4, "As many tokens as words.");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("../models/demo-base")]
    public void A_folder_that_there_is_not_is_refused_before_anything_is_queued(string name)
    {
        var preset = RewardPresets.Parse($$"""{"name":"mine","version":1,"tokenizer":"{{name}}","metrics":[{"signature":"token-amount","weight":-1}]}""");
        using var models = new ScoringModels(null!, Options.Create(new ScoringOptions()), counters: counters);

        Assert.StartsWith($"The tokenizer '{name}' cannot count tokens. ", models.Fault(Plan(preset)), StringComparison.Ordinal);
        Assert.Null(models.Fault(Plan(preset with { Tokenizer = "demo-base" })));
        Assert.Null(models.Fault(Plan(preset with { Tokenizer = null })));
    }

    [Fact]
    public void A_tokenizer_is_part_of_the_presets_identity_and_its_absence_is_not_written()
    {
        Assert.NotEqual(RewardPresets.V2.Hash(), (RewardPresets.V2 with { Tokenizer = "demo-base" }).Hash());
        Assert.DoesNotContain("tokenizer", RewardPresets.V2.ToJson(), StringComparison.OrdinalIgnoreCase);
    }

    private static ScoringPlan Plan(RewardPreset preset) => new(preset, 2, "demo-base", null, ScoringPlan.Brief, 0.02, 1);
}
