using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Tests.Backplane.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeagueDirectoryTests
{
    private const string Document = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";
    private const int Leagues = LeagueDirectory.MostEnded + 10;

    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Of_leagues_that_have_ended_those_last_asked_for_stay_in_memory_and_the_others_can_be_asked_for_again()
    {
        var ledger = new MemoryLedger(_time);
        var definition = Assert.IsType<LeagueDefinition>(LeagueDocument.Parse(Document).Definition);
        await CreateAsync(ledger, definition, "running");
        for (var number = 0; number < Leagues; number++)
        {
            await CreateAsync(ledger, definition, $"l{number}");
            await ledger.Leagues.StopAsync($"l{number}", null, LedgerSteps.Requester, _none);
        }

        var directory = new LeagueDirectory(ledger.Leagues, ledger.Results, _time);
        await directory.LoadAsync(_none);
        Assert.Single(directory.Loaded);
        for (var number = 0; number < Leagues; number++)
        {
            Assert.NotNull(await directory.FindAsync($"l{number}", _none));
            Assert.NotNull(await directory.FindAsync("l0", _none));
        }

        var kept = directory.Loaded.Select(league => league.Id).ToHashSet();
        Assert.Equal(LeagueDirectory.MostEnded + 1, kept.Count);
        Assert.Superset(new HashSet<string> { "running", "l0", $"l{Leagues - 1}" }, kept);
        Assert.DoesNotContain("l1", kept);
        Assert.True((await directory.FindAsync("l1", _none))!.Ended);
        Assert.Equal(Leagues + 1, directory.List("default").Count);
    }

    private static async Task CreateAsync(MemoryLedger ledger, LeagueDefinition definition, string id)
    {
        var schedule = new Schedule(definition);
        var tasks = LeagueTasks.OfFirstRound(schedule);
        var league = new NewLeague(id, "l", definition.Game, 0, definition.ToJson(), schedule.Count, tasks, null, default);
        await ledger.Leagues.CreateAsync(league, LedgerSteps.Requester, _none);
    }
}
