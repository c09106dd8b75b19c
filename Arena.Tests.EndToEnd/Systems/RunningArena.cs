using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings.Fitting;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The real AppHost with everything that it starts, and a client of its control plane.</summary>
public sealed class RunningArena : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LocalSystem _system;

    private RunningArena(LocalSystem system)
    {
        _system = system;
        Client = new ArenaClient(Run.Endpoints("controlplane", "grpc"));
    }

    public ArenaClient Client { get; }

    public int ProcessId => _system.ProcessId;

    internal RunFile Run => _system.Run ?? throw new InvalidOperationException("The AppHost has no run file.");

    public static async Task<RunningArena> StartAsync(params string[] arguments) =>
        new(await LocalSystem.StartAsync(arguments, Limit()));

    public static Task<RunningArena> StartAsync(int nodes) => StartAsync($"--Arena:Nodes={nodes}", "--Arena:League=", "--no-dashboard");

    /// <summary>On the data of a play that was interrupted.</summary>
    public static async Task<RunningArena> OnPlayAsync(string id, int nodes) =>
        new(await LocalSystem.StartAsync(nodes, $"plays/{id}", Limit()));

    /// <summary>A token for one step of a test, which must not take minutes.</summary>
    public static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public Uri Endpoint(string resource, string endpoint) => Run.Endpoint(resource, endpoint)!;

    /// <summary>How the control plane was told to connect to the ledger's database.</summary>
    public string Database
    {
        get
        {
            const string variable = "ConnectionStrings__arenadb=";
            var variables = File.ReadAllText($"/proc/{ProcessOf("controlplane")}/environ").Split('\0');
            return variables.Single(v => v.StartsWith(variable, StringComparison.Ordinal))[variable.Length..];
        }
    }

    /// <summary>The process of an instance such as <c>node-2</c>, once it has one.</summary>
    public int ProcessOf(string instance) => Run.Resources.Single(r => r.Instance == instance).Pid!.Value;

    public async Task<string> StartLeagueAsync(string document) =>
        (await Client.StartLeagueAsync(
            new StartLeagueRequest { Document = document, Id = $"test-{Guid.NewGuid():n}" }, Patience, Limit())).Id;

    public async Task<Contracts.V1.Standings> CompleteAsync(string league) =>
        await LastAsync(Client.WatchLeagueAsync(league, Patience, Limit()));

    /// <summary>Returns when at least that many matches are in the ledger and the league still runs.</summary>
    public async Task PlayedAsync(string league, int matches)
    {
        await foreach (var standings in Client.WatchLeagueAsync(league, Patience, Limit()))
        {
            if (standings.League.Played < matches)
                continue;
            Assert.NotEqual(Contracts.V1.LeagueState.Completed, standings.League.State);
            return;
        }

        Assert.Fail("The league ended before it was seen running; give it more matches.");
    }

    public async Task<List<Match>> MatchesAsync(string league)
    {
        using var call = Client.Leagues.ListMatches(new ListMatchesRequest { LeagueId = league }, cancellationToken: Limit());
        var matches = new List<Match>();
        while (await call.ResponseStream.MoveNext(Limit()))
            matches.Add(call.ResponseStream.Current);
        return matches;
    }

    public async Task<List<RatingPoint>> HistoryAsync(string league, string agent, RatingStep by)
    {
        using var call = Client.Ratings.GetRatingHistory(
            new GetRatingHistoryRequest { LeagueId = league, Agent = agent, By = by }, cancellationToken: Limit());
        var points = new List<RatingPoint>();
        while (await call.ResponseStream.MoveNext(Limit()))
            points.Add(call.ResponseStream.Current);
        return points;
    }

    /// <summary>
    /// The league is whole: every match once, the chain unbroken, standings and rating history those of a single process.
    /// </summary>
    public async Task AssertWholeAsync(string document, string league)
    {
        var definition = LeagueDocument.Parse(document).Definition!;
        var schedule = new Schedule(definition);
        var standings = await CompleteAsync(league);
        var matches = await MatchesAsync(league);
        Assert.Equal(Enumerable.Range(0, schedule.Count), matches.Select(m => m.Index).Order());

        var outcomes = new List<MatchOutcome>();
        for (var index = 0; index < schedule.Count; index++)
        {
            if (index == schedule.Known)
                schedule.Advance(i => i < outcomes.Count ? outcomes[i] : null);
            outcomes.Add(MatchOutcome.Of(
                index, await MatchRunner.PlayAsync(definition.MatchAt(schedule.At(index)), TimeProvider.System, Limit())));
        }

        Assert.Equal(
            Enumerable.Range(0, schedule.Count).Select(schedule.At)
            .Select(p => (definition.Agents[p.First].Name, definition.Agents[p.Second].Name)),
            matches.OrderBy(m => m.Index).Select(m => (m.Agents[0], m.Agents[1])));
        Assert.Equal(
            LeagueTable.Compute(definition, outcomes).Select(row => row with { Trend = default }), // which pages show, and nobody tells
            standings.Rows.Select(Row));
        await AssertRatedAsync(definition, schedule, outcomes, league);

        var audit = await Client.Ledger.VerifyAsync(new VerifyLedgerRequest(), cancellationToken: Limit());
        Assert.True(audit.Valid, audit.Fault);
        Assert.Equal(schedule.Count, standings.Nodes.Sum(n => n.Matches));
    }

    private async Task AssertRatedAsync(LeagueDefinition definition, Schedule schedule, IReadOnlyList<MatchOutcome> outcomes, string league)
    {
        var expected = new List<(int Round, string Agent, int Matches, AgentRating Rating)>();
        var course = new RatingCourse(definition);
        var taken = 0;
        foreach (var round in RatingRounds.Of(definition))
        {
            for (; taken < round.Matches; taken++)
                course.Add(schedule.At(taken), outcomes[taken]);
            expected.AddRange(course.Ratings(course.Fit())
                .Select((rating, agent) => (round.Number, definition.Agents[agent].Name, round.Matches, rating)));
        }

        var history = await HistoryAsync(league, agent: "", RatingStep.Round);
        Assert.Equal(expected, history.Select(p => (p.Round, p.Agent, p.Matches, new AgentRating(
            p.Elo, p.HasRating ? p.Rating : null, p.HasError ? p.Error : null, p.Games, p.Group, Flags(p.Flags)))));
    }

    private static Arena.Core.Leagues.Standings.StandingRow Row(Contracts.V1.StandingRow r) => new(
        r.Rank, r.Agent, r.Points, r.Wins, r.Draws, r.Losses, r.Score,
        new AgentRating(r.Elo, r.HasRating ? r.Rating : null, r.HasError ? r.Error : null, r.Games, r.Group, Flags(r.Flags)),
        r.HasLos ? r.Los : null,
        new TieBreakList([.. r.TieBreaks.Select(t => new Arena.Core.Leagues.Standings.TieBreak(t.Name, t.Value))]))
    {
        Faults = r.Faults is { } faults
            ? new Arena.Core.Matches.FaultCounts(faults.Crashes, faults.Timeouts, faults.Illegal, faults.Disconnects)
            : default,
    };

    private static RatingFlags Flags(IReadOnlyCollection<string> names) =>
        Enum.GetValues<RatingFlags>().Where(flag => flag.Names().Any(names.Contains))
            .Aggregate(RatingFlags.None, (all, flag) => all | flag);

    /// <summary>The AppHost's process and all that it started.</summary>
    internal IReadOnlyList<int> ProcessTree() => Descendants.Of(ProcessId);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _system.DisposeAsync();
    }

    private static async Task<T> LastAsync<T>(IAsyncEnumerable<T> items)
    {
        T? last = default;
        await foreach (var item in items)
            last = item;
        return last!;
    }
}
