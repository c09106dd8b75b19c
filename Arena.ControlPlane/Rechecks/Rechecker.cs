using System.Security.Cryptography;
using System.Threading.Channels;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Rechecks;

/// <summary>
/// Has matches that were drawn played again by a node that did not play them, and records what it finds. Where two nodes
/// differ, a third decides, if there is one. One loop owns what is asked of whom: at every replica, of the leagues that it decides about.
/// </summary>
internal sealed partial class Rechecker(
    IRecheckStore recheckStore, Ownership ownership, RecheckDirectory rechecks, NodeDirectory nodes, LedgerSignal signal,
    IOptions<RecheckOptions> options, TimeProvider time, ILogger<Rechecker> logger) : BackgroundService, ILeagueFollower
{
    private const int QueueCapacity = 4096;

    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    // A node that answers faster than it is heard waits, whatever it answers to. The loop waits for nobody who writes here.
    private readonly Channel<Command> _commands = Channel.CreateBounded<Command>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true });

    private readonly Dictionary<long, Recheck> _asked = [];

    // Of the ids of rechecks the upper half is this life's, so that an answer to another replica, or to a former life, is nobody's here.
    private readonly long _life = RandomNumberGenerator.GetInt32(1, int.MaxValue);
    private uint _count;

    /// <summary>Whether a task is a recheck's, and not the ledger's: it has a number below zero, where the ledger has none.</summary>
    public static bool Asked(long taskId) => taskId < 0;

    /// <summary>Whether this replica asks for that recheck; otherwise another does, or did.</summary>
    public bool IsOwn(long taskId) => -taskId >> 32 == _life;

    public async ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken) =>
        await AskAsync(league, await rechecks.GetAsync(league, cancellationToken), cancellationToken);

    public async ValueTask OnResultsAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken)
    {
        if (league.Definition.Verify == 0)
            return;
        var state = await rechecks.GetAsync(league, cancellationToken);
        foreach (var result in results.Where(result => result.Result.Index < league.Known))
            state.Note(result, league.PairingAt(result.Result.Index));
        await AskAsync(league, state, cancellationToken);
    }

    public async ValueTask OnRecheckedAsync(LeagueState league, CancellationToken cancellationToken)
    {
        if (ownership.Owns(Grant.OfLeague(league.Id)))
            return; // it was this replica
        await rechecks.RefreshAsync(league, cancellationToken);
        league.SignalChanged();
    }

    public bool IsDone(LeagueState league) => league.Definition.Verify == 0 || rechecks.Find(league.Id) is { IsDone: true };

    /// <summary>A node has come or gone. Where the queue is full, the loop is awake.</summary>
    public void Wake() => _commands.Writer.TryWrite(new Command.Tick());

    /// <summary>A node has played a match again, or cannot.</summary>
    public ValueTask AnswerAsync(NodeSession session, TaskResult answer, CancellationToken cancellationToken) =>
        _commands.Writer.WriteAsync(new Command.Answer(session, answer), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = time.CreateTimer(_ => Wake(), null, _tick, _tick);
        while (await _commands.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_commands.Reader.TryRead(out var command))
                await HandleAsync(command, stoppingToken);
            await SendAsync(stoppingToken);
        }
    }

    // The loop takes what is unasked: nothing is lost when the caller is cancelled meanwhile.
    private ValueTask AskAsync(LeagueState league, RecheckState state, CancellationToken cancellationToken) =>
        state.HasUnasked ? _commands.Writer.WriteAsync(new Command.Ask(league, state), cancellationToken) : ValueTask.CompletedTask;

    private async Task HandleAsync(Command command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case Command.Ask ask:
                foreach (var (played, found) in ask.State.TakeUnasked())
                {
                    var recheck = new Recheck(-((_life << 32) | ++_count), ask.League, ask.State, played.Result, found.Select(v => v.Node));
                    _asked.Add(recheck.Id, recheck);
                }

                break;
            case Command.Answer answer:
                answer.Session.TrySend(new ControlMessage { Ack = new Ack { TaskIds = { answer.Result.TaskId } } });
                if (_asked.TryGetValue(answer.Result.TaskId, out var asked) && asked.Session == answer.Session)
                    await JudgeAsync(asked, answer.Result, cancellationToken);
                break;
        }
    }

    private async Task JudgeAsync(Recheck recheck, TaskResult answer, CancellationToken cancellationToken)
    {
        var node = recheck.Session!.Node;
        recheck.TakeBack();
        if (answer.Returned)
            return; // the league waits
        recheck.NotAsked.Add(node);
        if (answer.Refused.Length > 0 || answer.Verdicts.Contains(Contracts.V1.Verdict.Timeout))
            return; // a node that cannot, or was too slow, has found nothing

        var difference = Difference.Between(recheck.Played.Match, answer);
        var closed = recheck.IsDisputed || difference is null;
        if (difference is not null)
            LogDisagreed(recheck.Played.Index, recheck.League.Id, recheck.Played.Node, node, difference);
        var found = recheck.Found(
            node, difference is null ? RecheckOutcome.Agreed : RecheckOutcome.Disagreed, answer.MatchHash.ToByteArray(),
            difference, time.GetUtcNow());
        await RecordAsync(recheck, found, closed, cancellationToken);
    }

    // What two nodes say stands; where nobody has said anything, that is what there is to say.
    private async Task GiveUpAsync(Recheck recheck, CancellationToken cancellationToken)
    {
        if (recheck.IsDisputed)
        {
            Close(recheck, recheck.State.LastOf(recheck.Played.Index));
            return;
        }

        var nothing = recheck.Found("", RecheckOutcome.Skipped, [], "no other node could play it again", time.GetUtcNow());
        await RecordAsync(recheck, nothing, closed: true, cancellationToken);
    }

    private async Task RecordAsync(Recheck recheck, RecheckFinding found, bool closed, CancellationToken cancellationToken)
    {
        try
        {
            // What a node found is asked for again by whoever decides now.
            var scope = Grant.OfLeague(found.LeagueId);
            if (!await ownership.DecideAsync(scope, grant => recheckStore.RecordAsync(found, grant, cancellationToken)))
                return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
            recheck.NotAsked.Remove(found.Node);
            return; // it is asked again
        }

        if (closed)
        {
            Close(recheck, found);
            return;
        }

        recheck.State.Note(found, closed: false);
        recheck.IsDisputed = true; // not before it is recorded: one node's word, lost, would settle the next
        recheck.League.SignalChanged();
    }

    private void Close(Recheck recheck, RecheckFinding last)
    {
        _asked.Remove(recheck.Id);
        recheck.State.Note(last, closed: true);
        recheck.League.SignalChanged();
        signal.Set(); // it may have been what the league's end waited for
    }

    private abstract record Command
    {
        public sealed record Ask(LeagueState League, RecheckState State) : Command;

        public sealed record Answer(NodeSession Session, TaskResult Result) : Command;

        public sealed record Tick : Command;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Match {Index} of league {League}, played by {PlayedBy}, went another way at {Node}: {Difference}")]
    private partial void LogDisagreed(int index, string league, string playedBy, string node, string difference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Having matches played again failed; trying again")]
    private partial void LogFailed(Exception failure);
}
