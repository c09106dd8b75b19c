using Arena.Backplane.Hosting;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Work;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ServiceDefaults.Flags;
using Arena.Tests.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Tests.ControlPlane.Work;

public sealed class ResultWriterTests : IAsyncLifetime
{
    private const int Matches = 5;
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly WatchedTime _time = new();
    private readonly WorkOptions _options = new() { ResultQueueCapacity = 2, MaxResultBatch = 1 };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<WorkInstruments>()
        .BuildServiceProvider();
    private readonly TestFlags _flags = new();
    private readonly LedgerSignal _signal = new();
    private readonly MemoryLedger _ledger;
    private readonly LedgerOutage _outage;
    private readonly TestReplica _replica;
    private readonly Dispatcher _dispatcher;
    private readonly ResultWriter _writer;
    private readonly NodeSession _session;

    public ResultWriterTests()
    {
        _ledger = new MemoryLedger(_time);
        var results = LedgerOutage.Over(_ledger.Results, out _outage);
        var directory = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        var instruments = _services.GetRequiredService<WorkInstruments>();
        var guards = TestGuards.Of(_time, LedgerHosting.GuardName, o => (o.MaxAttempts, o.Timeout) = (0, TimeSpan.Zero));
        _replica = TestReplica.Of(_ledger);
        _dispatcher = new Dispatcher(
            _ledger.Tasks, _ledger.Sessions, _replica.Membership, _replica.Signals, new NodeDirectory(), directory,
            _flags.Book, _flags.Gate, instruments, guards, Options.Create(_options), _time, NullLogger<Dispatcher>.Instance);
        _writer = new ResultWriter(
            results, directory, _dispatcher, _signal, instruments, guards, Options.Create(_options), _time,
            NullLogger<ResultWriter>.Instance);
        _session = new NodeSession(new Hello { Node = "n", Session = "n", Capacity = 512 }, _time);
    }

    public async ValueTask InitializeAsync() => await _ledger.Leagues.CreateAsync(
        new NewLeague("l", "l", "tic_tac_toe", 0, "{}", Matches,
        Enumerable.Range(0, Matches).Select(i => new NewTask(i, [0, 1], 7)), null, _time.GetUtcNow()), LedgerSteps.Requester, _none);

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(_none);
        _writer.Dispose();
        _dispatcher.Dispose();
        _signal.Dispose();
        _flags.Dispose();
        await _services.DisposeAsync();
        _replica.Dispose();
    }

    [Fact]
    public async Task Results_of_an_outage_wait_their_senders_wait_when_the_queue_is_full_and_all_are_kept_and_acknowledged()
    {
        var tasks = await LedgerSteps.ClaimAsync(_ledger, "l", "n", Matches);
        _outage.Begin();
        await _writer.StartAsync(_none);
        await _writer.WriteAsync(_session, Result(tasks[0]), _none);
        await _outage.Met.WaitAsync(TimeSpan.FromSeconds(30)); // the first is on its way; two more fit the queue
        await _writer.WriteAsync(_session, Result(tasks[1]), _none);
        await _writer.WriteAsync(_session, Result(tasks[2]), _none);
        var waiting = WriteAsync(tasks[3], tasks[4]);
        await _time.DriveUntilAsync(() => _outage.FailedCalls >= 5);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(0, _session.Outgoing.Count);

        _outage.End();
        var acknowledged = await _time.DriveAsync(AcknowledgedAsync());
        await waiting;
        Assert.Equal(tasks.Select(t => t.Id), acknowledged);
        Assert.Equal(Matches, (await _ledger.Outbox.ReadAsync(0, 100, _none)).Count(e => e.Result is not null));
    }

    [Fact]
    public async Task Result_that_the_ledger_cannot_hold_goes_back_to_others_and_those_beside_it_are_kept()
    {
        var tasks = await LedgerSteps.ClaimAsync(_ledger, "l", "n", Matches);
        await _dispatcher.StartAsync(_none);
        await _writer.StartAsync(_none);
        await _writer.WriteAsync(_session, Result(tasks[0]) with { Node = "\0" }, _none);
        var waiting = WriteAsync([.. tasks.Skip(1)]);
        Assert.Equal(tasks.Select(t => t.Id), await AcknowledgedAsync());
        await waiting;
        var recorded = (await _ledger.Outbox.ReadAsync(0, 100, _none)).Where(e => e.Result is not null);
        Assert.Equal([1, 2, 3, 4], recorded.Select(e => e.Result!.Result.Index));
        await _time.DriveUntilAsync(() => _session.RefusedLeagues.ContainsKey("l"));
        await _dispatcher.StopAsync(_none);
    }

    private static NewResult Result(ClaimedTask task) => new(
        task.Id, "l", task.Index, "n", BareMatch.Of([1, 0]) with { Hash = SHA256.HashData([(byte)task.Index]) },
        DurationMicroseconds: 42, DateTimeOffset.UnixEpoch);

    private async Task WriteAsync(params ClaimedTask[] tasks)
    {
        foreach (var task in tasks)
            await _writer.WriteAsync(_session, Result(task), _none);
    }

    private async Task<List<long>> AcknowledgedAsync()
    {
        var ids = new List<long>();
        while (ids.Count < Matches)
            ids.AddRange((await _session.Outgoing.ReadAsync(_none)).Ack.TaskIds);
        return ids;
    }
}
