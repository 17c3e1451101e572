using CollabLLM.Core.Documents;

namespace CollabLLM.UnitTests.Documents;

public sealed class ChangeLogTests
{
    [Fact]
    public void Replaying_the_changes_of_1000_sessions_gives_the_document_of_the_original_library()
    {
        var sessions = 0;
        foreach (var (changes, document) in EditingSessions.All())
        {
            Assert.True(ChangeLog.Replay(changes).IsSameAs(QuillDelta.Parse(document)), $"session {sessions}: {ChangeLog.Replay(changes).ToJson()} instead of {document}");
            sessions++;
        }
        Assert.Equal(1000, sessions);
    }

    [Fact]
    public void However_often_and_in_whatever_pieces_1000_sessions_are_sent_the_log_gives_the_saved_document_without_a_change_of_its_own()
    {
        var random = new Random(1);
        foreach (var (changes, document) in EditingSessions.All())
        {
            var (log, saved) = (new List<EditorChange>(), QuillDelta.Blank);
            for (var acknowledged = 0; acknowledged < changes.Length;)
            {
                var upTo = random.Next(Math.Max(acknowledged + 1, log.Count), changes.Length + 1);
                var sent = Enumerable.Range(acknowledged, upTo - acknowledged).Select(i => Change(i + 1, changes[i]));
                var now = ChangeLog.Replay(changes.Take(upTo));
                log.AddRange(ChangeLog.Continue(saved, now, log.Count, sent));
                saved = now;
                // In one of three the answer is lost, so the next save sends the same changes again.
                if (random.Next(3) > 0) acknowledged = upTo;
            }
            Assert.Equal(changes, log.Select(c => c.Change));
            Assert.True(ChangeLog.Replay(log.Select(c => c.Change)).IsSameAs(QuillDelta.Parse(document)));
        }
    }

    [Fact]
    public void When_changes_were_lost_one_more_sets_the_text_right()
    {
        var random = new Random(2);
        foreach (var (changes, document) in EditingSessions.All().Where(s => s.Changes.Length > 2))
        {
            var lost = random.Next(changes.Length);
            var sent = changes.Select((change, i) => Change(i + 1, change)).Where(c => c.Sequence != lost + 1);

            var log = ChangeLog.Continue(QuillDelta.Blank, QuillDelta.Parse(document), 0, sent);

            Assert.Equal(Enumerable.Range(1, log.Count), log.Select(c => c.Sequence));
            Assert.True(ChangeLog.Replay(log.Select(c => c.Change)).IsSameAs(QuillDelta.Parse(document)));
        }
    }

    [Theory]
    [InlineData("""{"ops":[{"retain":9},{"insert":"x"}]}""", "user")]
    [InlineData("not json", "user")]
    [InlineData("""{"ops":[{"insert":"\ud83d"}]}""", "user")]
    [InlineData("""{"ops":[{"insert":"x"}]}""", "somebody")]
    public void A_change_that_cannot_be_applied_is_replaced_by_one_that_leads_to_the_text(string change, string source)
    {
        var text = QuillDelta.Parse("""{"ops":[{"insert":"hello\n"}]}""");

        var kept = Assert.Single(ChangeLog.Continue(QuillDelta.Blank, text, 0, [new(1, change, source, 5, 1)]));

        Assert.Equal((1, ChangeLog.Restore), (kept.Sequence, kept.Source));
        Assert.True(ChangeLog.Replay([kept.Change]).IsSameAs(text));
    }

    [Fact]
    public void Formats_are_the_same_in_whatever_order_they_are_written() =>
        Assert.True(QuillDelta.Parse("""{"ops":[{"insert":"a","attributes":{"bold":true,"italic":true}}]}""")
            .IsSameAs(QuillDelta.Parse("""{"ops":[{"insert":"a","attributes":{"italic":true,"bold":true}}]}""")));

    private static EditorChange Change(int sequence, string change) => new(sequence, change, ChangeLog.User, sequence * 100, 0);
}
