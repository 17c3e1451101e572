using Bunit;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class StepTests : BunitContext
{
    private static readonly RatingQuestion Question = new(RatingQuestion.Checkpoint, "How is it so far?", new RatingScale());

    [Fact]
    public void Consent_needs_the_first_box_and_leaves_the_second_free()
    {
        bool? training = null;
        var step = Render<ConsentStep>(p => p.Add(s => s.Study, Study()).Add(s => s.OnConsent, choices => training = choices.ToTraining));
        Assert.True(step.Find("button[type=submit]").HasAttribute("disabled"));

        step.FindAll("input")[0].Change(true);
        step.Find("form").Submit();

        Assert.False(training);
    }

    [Fact]
    public void A_study_that_asks_for_no_training_consent_shows_no_box_for_it() =>
        Assert.Single(Render<ConsentStep>(p => p.Add(s => s.Study, Study() with { TrainingConsent = null })).FindAll("input[type=checkbox]"));

    [Fact]
    public void A_topic_of_ones_own_takes_the_place_of_the_chosen_one()
    {
        var chosen = "";
        var step = Render<TopicStep>(p => p.Add(s => s.Type, Type()).Add(s => s.OnChoose, value => chosen = value));

        step.Find("input[type=radio]").Change("bees");
        step.Find("#own").Input("my allotment");
        step.Find("form").Submit();

        Assert.Equal("my allotment", chosen);
    }

    [Fact]
    public void Without_a_topic_nobody_can_go_on() =>
        Assert.True(Render<TopicStep>(p => p.Add(s => s.Type, Type())).Find("button[type=submit]").HasAttribute("disabled"));

    [Fact]
    public void A_chip_fills_the_answer_and_all_answers_are_needed()
    {
        var step = Render<IntakeStep>(p => p.Add(s => s.Type, Type()).Add(s => s.Topic, "bees"));
        Assert.True(step.Find("button[type=submit]").HasAttribute("disabled"));

        step.Find(".chip").Click();

        Assert.Equal("beginners", step.Find("#audience").GetAttribute("value"));
        Assert.False(step.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void A_scale_shows_every_mark_and_both_ends()
    {
        var scale = Render<ScaleInput>(p => p.Add(s => s.Question, Question).Add(s => s.Name, "n"));

        Assert.Equal(10, scale.FindAll("input[type=radio]").Count);
        Assert.Contains("1 = poor", scale.Markup, StringComparison.Ordinal);
        Assert.Contains("10 = excellent", scale.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rating_is_sent_with_its_comment()
    {
        (int? Value, string? Comment) given = default;
        var rating = Render<CheckpointRating>(p => p.Add(r => r.Question, Question).Add(r => r.Turn, 3).Add(r => r.Rate, (value, comment) =>
        {
            given = (value, comment);
            return Task.FromResult<string?>(null);
        }));

        rating.FindAll("input[type=radio]")[6].Change("7");
        rating.Find("input[type=text]").Change("fine");
        rating.Find("form").Submit();

        Assert.Equal((7, "fine"), given);
    }

    [Fact]
    public void Only_where_the_study_allows_it_may_one_prefer_not_to_say()
    {
        var shown = Render<CheckpointRating>(p => p.Add(r => r.Question, Question).Add(r => r.MayDecline, true));
        var hidden = Render<CheckpointRating>(p => p.Add(r => r.Question, Question).Add(r => r.MayDecline, false));

        Assert.Contains("prefer not to say", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("prefer not to say", hidden.Markup, StringComparison.Ordinal);
    }

    private static DocumentType Type() => new("blog-post", "blog post", ["bees", "bread"], [new IntakeQuestion("audience", "Who reads it?", ["beginners", "friends"])]);

    private static StudyDefinition Study() => new()
    {
        Title = "A study", Welcome = "Welcome", Consent = "You take part freely.", TrainingConsent = "It may be used for training.", Instructions = "Write.",
        DocumentTypes = [Type()], Arms = [], Checkpoint = Question, FinalRatings = [Question], CompletionCode = "CODE",
    };
}
