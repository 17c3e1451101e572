using CollabLLM.Core.Sessions;

namespace CollabLLM.UnitTests.Sessions;

public sealed class TimeSplitterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Typing_reading_waiting_and_idling_are_told_apart()
    {
        var events = new Story()
            .Client(EventKinds.Connected, 0)
            .Client(EventKinds.Typing, 10_000, data: """{"where":"message","durationMs":8000}""")
            .Client(EventKinds.Sent, 11_000, turn: 1)
            .Client(EventKinds.Replied, 14_000, turn: 1)
            .Client(EventKinds.Activity, 20_000)
            .Client(EventKinds.Activity, 65_000)
            .Events;

        var split = TimeSplitter.Split(events, idleAfterSeconds: 30);

        // 0-2 reading, 2-10 typing, 10-11 reading, 11-14 waiting, 14-20 reading, 20-50 reading, 50-65 idle.
        Assert.Equal(new TimeSplit(8_000, 39_000, 15_000, 3_000, 0, 0, 0, 0), split.Session);
        Assert.Equal(new TimeSplit(8_000, 3_000, 0, 3_000, 0, 0, 0, 0), split.ByTurn[1]);
    }

    [Fact]
    public void Away_comes_before_everything_and_rating_before_reading()
    {
        var events = new Story()
            .Client(EventKinds.Connected, 0)
            .Client(EventKinds.RatingShown, 1_000)
            .Client(EventKinds.Hidden, 3_000)
            .Client(EventKinds.Visible, 103_000)
            .Client(EventKinds.Rated, 105_000)
            .Events;

        Assert.Equal(new TimeSplit(0, 1_000, 0, 0, 4_000, 100_000, 0, 0), TimeSplitter.Split(events).Session);
    }

    [Fact]
    public void The_time_between_two_pages_is_away()
    {
        var events = new Story()
            .Client(EventKinds.Connected, 0).Client(EventKinds.Activity, 5_000)
            .Later(60_000).Client(EventKinds.Connected, 0).Client(EventKinds.Activity, 2_000)
            .Events;

        Assert.Equal(new TimeSplit(0, 7_000, 0, 0, 0, 60_000, 0, 0), TimeSplitter.Split(events).Session);
    }

    [Fact]
    public void A_pause_is_its_own_share_also_while_the_page_is_closed()
    {
        var events = new Story()
            .Client(EventKinds.Connected, 0).Server(EventKinds.Paused).Client(EventKinds.Hidden, 20_000)
            .Later(60_000).Client(EventKinds.Connected, 0).Client(EventKinds.Activity, 3_000).Server(EventKinds.Resumed).Client(EventKinds.Activity, 5_000)
            .Events;

        Assert.Equal(TimeSplit.Zero with { PausedMs = 83_000, ReadingMs = 2_000 }, TimeSplitter.Split(events).Session);
    }

    [Fact]
    public void What_only_the_server_saw_is_unexplained_except_the_model_wait()
    {
        var events = new Story().Server(EventKinds.Step).Later(10_000).Server(EventKinds.Sent, 1).Later(4_000).Server(EventKinds.Replied, 1).Later(1_000).Server(EventKinds.Step).Events;

        Assert.Equal(TimeSplit.Zero with { UnexplainedMs = 11_000, ModelWaitMs = 4_000 }, TimeSplitter.Split(events).Session);
    }

    [Fact]
    public void No_events_give_no_time() => Assert.Equal(TimeSplit.Zero, TimeSplitter.Split([]).Session);

    [Fact]
    public void In_1000_random_sessions_with_jumping_clocks_no_part_is_negative_and_the_turns_add_up_to_the_session()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var events = Story.Random(new Random(seed));

            var split = TimeSplitter.Split(events);

            var sum = split.ByTurn.Values.Aggregate(TimeSplit.Zero, TimeSplit.Add);
            Assert.Equal(split.Session, sum);
            foreach (var part in split.ByTurn.Values)
                Assert.All([part.TypingMs, part.ReadingMs, part.IdleMs, part.ModelWaitMs, part.RatingMs, part.AwayMs, part.PausedMs, part.UnexplainedMs], ms => Assert.True(ms >= 0, $"seed {seed}"));
        }
    }

    [Fact]
    public void Within_one_page_the_parts_add_up_to_the_page_s_own_clock_whatever_the_wall_clock_does()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var events = Story.Random(new Random(seed), pages: 1, server: false);

            var span = events.Max(e => Math.Round(e.ClientMs!.Value)) - events.Min(e => Math.Round(e.ClientMs!.Value));

            Assert.Equal(span, TimeSplitter.Split(events).Session.TotalMs);
        }
    }

    private sealed class Story
    {
        private static readonly string[] Kinds =
        [
            EventKinds.Typing, EventKinds.Activity, EventKinds.Sent, EventKinds.Replied, EventKinds.Failed, EventKinds.Hidden, EventKinds.Visible, EventKinds.RatingShown,
            EventKinds.Rated, EventKinds.Stopped, EventKinds.Retried, EventKinds.Disconnected, EventKinds.Connected, EventKinds.Paused, EventKinds.Resumed, EventKinds.Focus,
        ];

        private DateTimeOffset wall = Start;
        private double page;

        public List<SessionEvent> Events { get; } = [];

        public static List<SessionEvent> Random(Random random, int pages = 3, bool server = true)
        {
            var story = new Story();
            for (var page = 0; page < pages; page++)
            {
                var ms = random.NextDouble() * 100;
                for (var i = 0; i < 40; i++)
                {
                    ms += random.Next(5) == 0 ? random.NextDouble() * 90_000 : random.NextDouble() * 3000;
                    if (random.Next(10) == 0) story.Later(random.Next(-3_600_000, 3_600_000));
                    var kind = Kinds[random.Next(Kinds.Length)];
                    if (server && random.Next(4) == 0) story.Server(kind, random.Next(1, 9));
                    else story.Client(kind, ms, random.Next(1, 9), kind == EventKinds.Typing ? $$"""{"durationMs":{{random.Next(9000)}}}""" : null);
                }
                story.Later(random.Next(0, 100_000));
                story.page = 0;
            }
            return story.Events;
        }

        public Story Client(string kind, double ms, int? turn = null, string? data = null)
        {
            wall += TimeSpan.FromMilliseconds(ms - page);
            page = ms;
            return Add(kind, ms, turn, data);
        }

        public Story Server(string kind, int? turn = null) => Add(kind, null, turn, null);

        public Story Later(double ms)
        {
            wall += TimeSpan.FromMilliseconds(ms);
            page = 0;
            return this;
        }

        private Story Add(string kind, double? ms, int? turn, string? data)
        {
            Events.Add(new(Guid.Empty, Events.Count + 1, kind, wall, ms, turn, data));
            return this;
        }
    }
}
