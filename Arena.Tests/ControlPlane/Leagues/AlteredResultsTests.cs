using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

/// <summary>Leagues of which somebody altered a result in the ledger.</summary>
public sealed class AlteredResultsTests
{
    private const string Document = """
        { "name": "l", "game": "tic_tac_toe", "format": "swiss", "rounds": 2, "repetitions": 3,
          "agents": ["random", "greedy", { "name": "r2", "strategy": "random" }, { "name": "g2", "strategy": "greedy" }] }
        """;

    private const string Fault = "Result 1 of the ledger cannot be read: it has 2 scores and 0 verdicts.";

    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task League_goes_on_without_the_result_and_without_the_rounds_after_it()
    {
        var definition = Assert.IsType<LeagueDefinition>(LeagueDocument.Parse(Document).Definition);
        var schedule = new Schedule(definition);
        var ledger = new MemoryLedger(_time);
        await ledger.Leagues.CreateAsync(
            new NewLeague(
                "l", "l", definition.Game, 0, definition.ToJson(), schedule.Count, LeagueTasks.OfFirstRound(schedule), null, default),
            LedgerSteps.Requester, _none);
        var whole = Enumerable.Range(1, schedule.Count - 1).Select(
            index => new LedgerResult(
                index + 1, new NewResult(index + 1, "l", index, "a", BareMatch.Of([1, 0]), 1, default), new byte[32]));
        var altered = LedgerResult.Altered(1, "it has 2 scores and 0 verdicts");
        var directory = new LeagueDirectory(ledger.Leagues, new Stored([altered, .. whole]), _time);

        Assert.Equal([Fault], await directory.LoadAsync(_none));
        var league = Assert.Single(directory.Running);
        Assert.Equal(1, league.Remaining);
        Assert.Equal(schedule.Known, league.Known);
        Assert.InRange(league.Known, 1, schedule.Count - 1);
        Assert.Equal(4, league.Snapshot().Rows.Count);
    }

    [Fact]
    public async Task Caller_hears_what_is_wrong_with_the_result()
    {
        var altered = new AlteredResult();
        var unary = await Assert.ThrowsAsync<RpcException>(
            () => altered.UnaryServerHandler<string, string>("", null!, (_, _) => throw new InvalidDataException(Fault)));
        Assert.Equal((StatusCode.DataLoss, Fault), (unary.StatusCode, unary.Status.Detail));
        var stream = await Assert.ThrowsAsync<RpcException>(
            () => altered.ServerStreamingServerHandler<string, string>(
                "", null!, null!, (_, _, _) => throw new InvalidDataException(Fault)));
        Assert.Equal((StatusCode.DataLoss, Fault), (stream.StatusCode, stream.Status.Detail));
    }

    private sealed class Stored(IReadOnlyList<LedgerResult> results) : IResultStore
    {
        public IAsyncEnumerable<LedgerResult> ReadAsync(string leagueId, CancellationToken cancellationToken) =>
            results.ToAsyncEnumerable();

        public Task<IReadOnlyList<LedgerResult>> ReadAsync(string leagueId, long after, int max, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<int>> PlayedInAsync(string leagueId, long epoch, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<RecordedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
