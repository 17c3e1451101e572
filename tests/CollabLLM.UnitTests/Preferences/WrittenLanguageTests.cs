using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Preferences;

public sealed class WrittenLanguageTests
{
    [Theory]
    [InlineData("The garden is quiet in the morning, and you would like to read about it.", "en")]
    [InlineData("Was wächst in deinem Garten, und wie ist der Boden? Die Rosen und das Gemüse sind schon da.", "de")]
    [InlineData("Le jardin est calme et les roses sont dans la lumière, avec une table pour vous.", "fr")]
    [InlineData("El jardín es tranquilo por la mañana y los rosales están junto a la casa, como un regalo para los vecinos.", "es")]
    [InlineData("Il giardino è tranquillo e gli alberi sono alti; questo è il posto della casa che non dimentico.", "it")]
    [InlineData("O jardim é tranquilo e você não vê os vizinhos; é uma casa com um quintal mais fresco, em que está tudo.", "pt")]
    [InlineData("Het is een rustige tuin en ik zit er graag, maar niet als het regent; wat vind je van de rozen?", "nl")]
    public void Sentences_are_told_apart_by_their_small_words(string text, string language) =>
        Assert.Equal(("Latin", language), WrittenLanguage.Guess(text));

    [Theory]
    // Short edits in English whose few small words other languages have too: "a", "as", "do", "no", "on", "me", "come", "die", "in".
    [InlineData("Add a title, a date, a place, as a start")]
    [InlineData("Do a list, as a plan, no long words, a bit more fun")]
    [InlineData("Come on, tell me more, do me a favour, on a sunny day")]
    [InlineData("A day in a garden; a dog, a cat, as a team")]
    [InlineData("Plants die in winter, so do no harm, come spring")]
    [InlineData("a letter to Le Monde, La Rochelle, El Paso, De Haan")]
    [InlineData("Thanks.")]
    public void Short_english_edits_are_no_other_language(string text) =>
        Assert.Contains(WrittenLanguage.Guess(text)?.Language, new[] { null, "en" });

    [Fact]
    public void Two_own_words_are_too_little_evidence() => Assert.Null(WrittenLanguage.Guess("Und so und das, und das und so.")!.Value.Language);

    [Fact]
    public void A_short_edit_does_not_differ_from_the_reply_it_was_made_of() => Assert.False(WrittenLanguage.Differ(
        "Here is a draft of the letter to your friend, with the garden and the dog in it. What should I change?", "Add a dog, a cat, a garden, as a start"));
}
