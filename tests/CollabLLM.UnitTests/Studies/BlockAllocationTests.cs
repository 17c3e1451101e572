using CollabLLM.Core.Studies;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Studies;

public sealed class BlockAllocationTests
{
    private static readonly StudyDefinition Study = SampleStudy.Definition() with { RepeatsPerBlock = 2, Arms = [.. SampleStudy.Definition().Arms.Select((a, i) => a with { Weight = i + 1 })] };

    [Fact]
    public void Every_complete_block_holds_each_arm_in_proportion_to_its_weight()
    {
        var places = Enumerable.Range(0, 600).Select(i => BlockAllocation.Place(Study, "blog-post", i));

        Assert.All(places.GroupBy(p => p.Block), block => Assert.Equal((2, 4), (block.Count(p => p.Arm == "K"), block.Count(p => p.Arm == "T"))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_places_and_another_seed_others()
    {
        string Arms(StudyDefinition study) => string.Concat(Enumerable.Range(0, 60).Select(i => BlockAllocation.Place(study, "blog-post", i).Arm));

        Assert.Equal(Arms(Study), Arms(Study with { }));
        Assert.NotEqual(Arms(Study), Arms(Study with { Seed = Study.Seed + 1 }));
    }

    [Fact]
    public void Strata_are_permuted_apart_from_each_other()
    {
        string Arms(string type) => string.Concat(Enumerable.Range(0, 60).Select(i => BlockAllocation.Place(Study, type, i).Arm));

        Assert.NotEqual(Arms("blog-post"), Arms("creative-writing"));
    }

    [Fact]
    public void Document_types_differ_by_at_most_one_arrival_at_every_moment()
    {
        var study = Study with { DocumentTypes = [.. "abc".Select(c => new DocumentType(c.ToString(), c.ToString(), ["t"], []))] };
        var taken = new Dictionary<string, int>();

        for (var arrival = 0; arrival < 300; arrival++)
        {
            var type = BlockAllocation.NextType(study, taken);
            taken[type] = taken.GetValueOrDefault(type) + 1;
            Assert.InRange(study.DocumentTypes.Max(t => taken.GetValueOrDefault(t.Key)) - study.DocumentTypes.Min(t => taken.GetValueOrDefault(t.Key)), 0, 1);
        }
    }

    [Fact]
    public void The_order_of_document_types_is_shuffled_anew_each_round()
    {
        var study = Study with { DocumentTypes = [.. "abc".Select(c => new DocumentType(c.ToString(), c.ToString(), ["t"], []))] };

        var firsts = Enumerable.Range(0, 60).Select(round => BlockAllocation.NextType(study, "abc".ToDictionary(c => c.ToString(), _ => round)));

        Assert.Equal(3, firsts.Distinct().Count());
    }
}
