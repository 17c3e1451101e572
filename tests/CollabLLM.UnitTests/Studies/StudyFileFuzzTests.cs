using System.Text;
using CollabLLM.Core.Studies;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Studies;

/// <summary>Battery S5 on study files. 50,000 files at full size.</summary>
public sealed class StudyFileFuzzTests
{
    private const int Seed = 5;
    private static readonly string[] Wrong = ["null", "-1", "1e400", "\"\"", "[]", "{}", "true", "\"\\ud800\"", "99999999999999999999", "[[[[]]]]"];

    [Fact]
    public void A_damaged_study_file_is_read_or_refused_in_words_and_never_throws()
    {
        var files = Battery.Size(50_000);
        var sound = Encoding.UTF8.GetString(Demo());
        Assert.NotNull(StudyDefinitionValidator.Read(sound).Definition);
        var (random, refused) = (new Random(Seed), 0);

        for (var i = 0; i < files; i++)
        {
            var damaged = Damage(sound, random);
            try
            {
                var (definition, problems) = StudyDefinitionValidator.Read(damaged);
                Assert.Equal(definition is null, problems.Count > 0);
                Assert.All(problems, p => Assert.Matches(@"\S+ .+", p));
                refused += problems.Count > 0 ? 1 : 0;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"File {i} (seed {Seed}) threw {fault}: {damaged}");
            }
        }
        Assert.InRange(refused, files / 3, files);
    }

    private static byte[] Demo()
    {
        using var file = typeof(CollabLLM.Data.Studies.SeedDemoStudy).Assembly.GetManifestResourceStream("studies.demo.json")!;
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Damage(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(6) switch
        {
            0 => text[..at],
            1 => text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at)),
            2 => text.Insert(at, ((char)random.Next(0xFFFF)).ToString()),
            3 => text.Insert(at, text.Substring(at, Math.Min(random.Next(1, 200), text.Length - at))),
            4 => OtherValue(text, at, random),
            _ => OtherValue(OtherValue(text, at, random), random.Next(at), random),
        };
    }

    /// <summary>The value after the next colon becomes one of another kind.</summary>
    private static string OtherValue(string text, int at, Random random)
    {
        var colon = text.IndexOf(": ", at, StringComparison.Ordinal);
        if (colon < 0) return text[..at];
        var end = text.IndexOfAny([',', '\n'], colon);
        return text[..(colon + 2)] + Wrong[random.Next(Wrong.Length)] + (end < 0 ? "" : text[end..]);
    }
}
