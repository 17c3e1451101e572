using CollabLLM.Data.Studies;
using CollabLLM.Inference;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>The first reply must not wait for a model that could have been loaded while the participant read.</summary>
public sealed class WarmPoliciesTests
{
    private static readonly string[] Models = ["demo-base", "demo-collab"];

    [Fact]
    public async Task The_first_page_of_an_open_study_begins_to_load_the_models_of_all_its_arms()
    {
        using var site = new SiteHost(new Dictionary<string, string> { ["Inference:ModelsFolder"] = SiteApplication.Models, ["Demonstration"] = "true" });
        using var http = site.Anonymous();
        var catalog = site.Services.GetRequiredService<ModelCatalog>();
        Assert.Empty(catalog.Loaded);

        (await http.GetAsync($"/join/{SeedDemoStudy.Slug}")).EnsureSuccessStatusCode();

        for (var tries = 0; tries < 300 && catalog.Loaded.Count < Models.Length; tries++) await Task.Delay(100);
        Assert.Equal(Models, catalog.Loaded.Select(m => m.Name));
    }

    [Fact]
    public async Task A_model_that_is_not_there_does_not_keep_the_first_page_from_anybody()
    {
        using var site = new SiteHost(new Dictionary<string, string> { ["Demonstration"] = "true" });
        using var http = site.Anonymous();

        (await http.GetAsync($"/join/{SeedDemoStudy.Slug}")).EnsureSuccessStatusCode();

        Assert.Empty(site.Services.GetRequiredService<ModelCatalog>().Loaded);
    }
}
