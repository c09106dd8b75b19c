using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ratings;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Ratings;

public sealed class RatingRecorderTests : IDisposable
{
    private const int Rounds = 10;
    private const int Matches = 30;
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly LeagueDefinition _league = LeagueDocument.Parse("""
        { "name": "l", "game": "ipd", "repetitions": 2,
          "agents": ["random", "tit-for-tat", "joss", "feld", "grofman", "defector"] }
        """).Definition!;

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;
    private readonly TestReplica _replica;

    public RatingRecorderTests()
    {
        _ledger = new MemoryLedger(_time);
        _replica = TestReplica.Of(_ledger);
    }

    public void Dispose() => _replica.Dispose();

    [Fact]
    public async Task Rounds_are_kept_as_they_complete_in_whatever_order_results_come()
    {
        var league = await CreateAsync();
        using var recorder = Recorder();
        await PlayAsync(league, Enumerable.Range(0, Matches).Where(i => i != 4));
        await recorder.RecordAsync(league, _none);
        Assert.Equal(1, await _ledger.Ratings.LastRoundAsync("l", _none)); // three matches a round; the second lacks one

        await PlayAsync(league, [4]);
        await recorder.RecordAsync(league, _none);
        await AssertKeptAsync(Rounds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(Matches)]
    public async Task Whoever_takes_over_keeps_the_same_rows_and_no_row_twice(int before)
    {
        var league = await CreateAsync();
        using (var first = Recorder())
        {
            await PlayAsync(league, Enumerable.Range(0, before));
            await first.RecordAsync(league, _none);
            await PlayAsync(league, Enumerable.Range(before, Matches - before)); // recorded, but its ratings are not
        }

        var directory = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        await directory.LoadAsync(_none);
        using var second = Recorder();
        await second.RecordAsync(directory.Loaded.Single(), _none);
        await second.RecordAsync(directory.Loaded.Single(), _none);
        await AssertKeptAsync(Rounds);
    }

    [Fact]
    public async Task History_of_a_completed_league_that_nobody_rated_is_made_when_it_is_asked_for()
    {
        var league = await CreateAsync();
        await PlayAsync(league, Enumerable.Range(0, Matches));
        Assert.True(await _replica.Ownership.DecideAsync(
            Grant.OfLeague("l"), async grant => league.Enter(await _ledger.Leagues.CompleteAsync("l", grant, _none))));
        using var recorder = Recorder();
        var points = new List<HistoryPoint>();
        await foreach (var point in new RatingHistory(_ledger.Ratings, recorder).RoundsAsync(league, agent: 2, _none))
            points.Add(point);
        Assert.Equal(Enumerable.Range(1, Rounds).Select(round => (2, round, 3 * round)), points.Select(p => (p.Agent, p.Round, p.Matches)));
        await AssertKeptAsync(Rounds);
    }

    [Fact]
    public async Task History_by_matches_is_the_Elo_of_the_table_and_stops_at_the_first_gap()
    {
        var league = await CreateAsync();
        await PlayAsync(league, Enumerable.Range(0, Matches).Where(i => i != 20));
        Assert.Equal(20, RatingHistory.Matches(league, agent: null).Max(p => p.Matches));
        await PlayAsync(league, [20]);
        var points = RatingHistory.Matches(league, agent: null).ToArray();
        Assert.Equal(2 * Matches, points.Length);
        Assert.Equal(Enumerable.Range(1, Matches), points.Select(p => p.Matches).Distinct());
        foreach (var row in league.Snapshot().Rows)
        {
            var own = points.Where(p => _league.Agents[p.Agent].Name == row.Agent).ToArray();
            Assert.Equal((row.Rating.Elo, row.Rating.Games), (own[^1].Rating.Elo, own[^1].Rating.Games));
            Assert.Equal(own, RatingHistory.Matches(league, own[0].Agent));
        }
    }

    // What the ledger has is what the results say, whole rounds only: the joint fit of the matches up to each round's end.
    private async Task AssertKeptAsync(int rounds)
    {
        var expected = new List<RoundRating>();
        var course = new RatingCourse(_league);
        var schedule = new Schedule(_league);
        for (var index = 0; index < 3 * rounds; index++)
        {
            course.Add(schedule.At(index), Outcome(index));
            if (index % 3 == 2)
                expected.AddRange(course.Ratings(course.Fit())
                    .Select((rating, agent) => new RoundRating(new(index / 3 + 1, index + 1), agent, rating)));
        }

        Assert.Equal(expected, await _ledger.Ratings.ListAsync("l", _none));
    }

    private RatingRecorder Recorder() =>
        new(
            _ledger.Ratings, _replica.Ownership, new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time), _time,
            NullLogger<RatingRecorder>.Instance);

    private async Task<LeagueState> CreateAsync()
    {
        var schedule = new Schedule(_league);
        Assert.Equal(Matches, schedule.Count);
        var entry = await _ledger.Leagues.CreateAsync(
            new NewLeague("l", "l", "ipd", 0, _league.ToJson(), Matches,
            Enumerable.Range(0, Matches).Select(i => LeagueTasks.Of(schedule.At(i))), null, _time.GetUtcNow()),
            LedgerSteps.Requester, _none);
        await _replica.Ownership.AcquireAsync(Grant.OfLeague("l"), _none);
        return new LeagueState(entry, _league, _time);
    }

    private async Task PlayAsync(LeagueState league, IEnumerable<int> indexes)
    {
        var claimed = (await LedgerSteps.ClaimAsync(_ledger, "l", "s", Matches)).ToDictionary(task => task.Index);
        var results = indexes.Where(claimed.ContainsKey).Select(index => new NewResult(
            claimed[index].Id, "l", index, "node-1", BareMatch.Of([Outcome(index).FirstScore, Outcome(index).SecondScore]), 1,
            _time.GetUtcNow())).ToArray();
        await _ledger.Results.RecordAsync(results, _none);
        await _ledger.Sessions.CloseAsync("s", LedgerSteps.Replica, _none);
        league.Apply(results.Select(result => new LedgerResult(1, result, [])));
    }

    private static MatchOutcome Outcome(int index) => new(index, index * 7 % 3, index * 5 % 4, Verdict.Ok, Verdict.Ok, 1);
}
