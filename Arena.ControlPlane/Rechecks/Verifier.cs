using System.Security.Cryptography;
using System.Threading.Channels;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Work;
using Arena.Contracts.V1;
using Microsoft.Extensions.Options;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Verification = Arena.Backplane.Ledger.Verification;

namespace Arena.ControlPlane.Rechecks;

/// <summary>
/// Has matches that were drawn played again by a node that did not play them, and records what it finds. Where two nodes
/// differ, a third decides, if there is one. One loop owns what is asked of whom.
/// </summary>
internal sealed partial class Verifier(
    ILedger ledger, NodeDirectory nodes, LedgerSignal signal, IOptions<WorkOptions> options, TimeProvider time, ILogger<Verifier> logger) : BackgroundService
{
    private const int MaxAskedPerNode = 256;
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    private readonly Channel<Command> _commands = Channel.CreateUnbounded<Command>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<long, Recheck> _rechecks = [];

    // Below zero, where the ledger has no tasks; from a random start, so that an answer to a former life is nobody's.
    private long _lastId = -RandomNumberGenerator.GetInt32(int.MaxValue) * (1L << 20);

    /// <summary>Whether a task is one of a verifier's, and not the ledger's.</summary>
    public static bool Asked(long taskId) => taskId < 0;

    /// <summary>These are to be played again. Bounded by the matches of leagues that run.</summary>
    public void Ask(LeagueState league, IReadOnlyList<(LedgerResult Result, IReadOnlyList<Verification> Found)> results)
    {
        foreach (var (result, found) in results)
            _commands.Writer.TryWrite(new Command.Ask(league, result, found));
    }

    /// <summary>A node has come or gone.</summary>
    public void Wake() => _commands.Writer.TryWrite(new Command.Tick());

    /// <summary>A node has played a match again, or cannot.</summary>
    public ValueTask AnswerAsync(NodeSession session, TaskResult answer, CancellationToken cancellationToken) =>
        _commands.Writer.WriteAsync(new Command.Answer(session, answer), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = time.CreateTimer(_ => _commands.Writer.TryWrite(new Command.Tick()), null, _tick, _tick);
        while (await _commands.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_commands.Reader.TryRead(out var command))
                await HandleAsync(command, stoppingToken);
            await SendAsync(stoppingToken);
        }
    }

    private async Task HandleAsync(Command command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case Command.Ask ask:
                var recheck = new Recheck(--_lastId, ask.League, ask.Result, ask.Found.Select(v => v.Node));
                _rechecks.Add(recheck.Id, recheck);
                break;
            case Command.Answer answer:
                answer.Session.TrySend(new ControlMessage { Ack = new Ack { TaskIds = { answer.Result.TaskId } } });
                if (_rechecks.TryGetValue(answer.Result.TaskId, out var asked) && asked.Session == answer.Session)
                    await JudgeAsync(asked, answer.Result, cancellationToken);
                break;
        }
    }

    private async Task JudgeAsync(Recheck recheck, TaskResult answer, CancellationToken cancellationToken)
    {
        var node = recheck.Session!.Node;
        if (answer.Returned)
        {
            recheck.Session = null; // the league waits
            return;
        }

        (recheck.Session, _) = (null, recheck.NotAsked.Add(node));
        if (answer.Refused.Length > 0 || answer.Verdicts.Contains(Contracts.V1.Verdict.Timeout))
            return; // a node that cannot, or was too slow, has found nothing

        var difference = Difference.Between(recheck.Played, answer);
        var outcome = difference is null ? VerificationOutcome.Agreed : VerificationOutcome.Disagreed;
        var closed = recheck.IsDisputed || outcome == VerificationOutcome.Agreed;
        recheck.IsDisputed = true;
        if (difference is not null)
            LogDisagreed(recheck.Played.Index, recheck.League.Id, recheck.Played.Node, node, difference);
        await RecordAsync(recheck, node, outcome, answer.MatchHash.ToByteArray(), difference, closed, cancellationToken);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var sessions = nodes.Sessions.Where(s => s.Open).ToArray();
        var busy = _rechecks.Values.Where(r => r.Session is not null).CountBy(r => r.Session!).ToDictionary();
        var batches = new Dictionary<(LeagueState, NodeSession), List<Recheck>>();
        foreach (var recheck in _rechecks.Values.ToArray())
        {
            if (recheck.League.Ended)
                _rechecks.Remove(recheck.Id);
            if (!recheck.League.HandsOut)
                continue;
            if (recheck.Session is { } session && (!session.Open || time.GetUtcNow() - recheck.SentAt > options.Value.VerifyLimit))
                (recheck.Session, _) = (null, session.Open && recheck.NotAsked.Add(session.Node));
            if (recheck.Session is not null)
                continue;
            var able = sessions.Where(s => !recheck.NotAsked.Contains(s.Node) && s.Hello.Games.Contains(recheck.League.Definition.Game)).ToArray();
            if (able.Length == 0 && recheck.League.Remaining == 0)
                await GiveUpAsync(recheck, cancellationToken);
            else if (able.MinBy(s => busy.GetValueOrDefault(s)) is { } chosen && busy.GetValueOrDefault(chosen) < MaxAskedPerNode)
            {
                (recheck.Session, recheck.SentAt) = (chosen, time.GetUtcNow());
                busy[chosen] = busy.GetValueOrDefault(chosen) + 1;
                if (!batches.TryGetValue((recheck.League, chosen), out var batch))
                    batches.Add((recheck.League, chosen), batch = []);
                batch.Add(recheck);
            }
        }

        foreach (var ((league, session), batch) in batches)
            await SendAsync(league, session, batch, cancellationToken);
    }

    private async Task SendAsync(LeagueState league, NodeSession session, List<Recheck> batch, CancellationToken cancellationToken)
    {
        var assignment = new Assignment { LeagueId = league.Id, Document = league.Entry.Document, TraceParent = league.Entry.TraceParent ?? "" };
        try
        {
            foreach (var recheck in batch)
            {
                var match = await ledger.FindMatchAsync(league.Id, recheck.Played.Index, cancellationToken);
                assignment.Tasks.Add(new MatchTask { Id = recheck.Id, Index = recheck.Played.Index, Seats = { match!.Seats }, Seed = match.Seed, Attempt = 1 });
            }

            session.TrySend(new ControlMessage { Assignment = assignment });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
            batch.ForEach(recheck => recheck.Session = null); // with the next tick
        }
    }

    // What two nodes say stands; where nobody has said anything, that is what there is to say.
    private async Task GiveUpAsync(Recheck recheck, CancellationToken cancellationToken)
    {
        if (!recheck.IsDisputed)
            await RecordAsync(recheck, "", VerificationOutcome.Skipped, [], "no other node could play it again", closed: true, cancellationToken);
        else
            Close(recheck, recheck.League.Disputes(recheck.Played.Index));
    }

    private async Task RecordAsync(
        Recheck recheck, string node, VerificationOutcome outcome, byte[] hash, string? reason, bool closed, CancellationToken cancellationToken)
    {
        var verification = new Verification(
            recheck.Played.TaskId, recheck.League.Id, recheck.Played.Index, recheck.Played.Node, node, outcome, hash, reason, time.GetUtcNow());
        try
        {
            await ledger.RecordVerificationAsync(verification, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
            recheck.NotAsked.Remove(node);
            return; // it is asked again
        }

        if (closed)
            Close(recheck, verification);
        else
            recheck.League.Apply(verification, closed: false);
    }

    private void Close(Recheck recheck, Verification last)
    {
        _rechecks.Remove(recheck.Id);
        recheck.League.Apply(last, closed: true);
        signal.Set(); // it may have been what the league's end waited for
    }

    private abstract record Command
    {
        public sealed record Ask(LeagueState League, LedgerResult Result, IReadOnlyList<Verification> Found) : Command;

        public sealed record Answer(NodeSession Session, TaskResult Result) : Command;

        public sealed record Tick : Command;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Match {Index} of league {League}, played by {PlayedBy}, went another way at {Node}: {Difference}")]
    private partial void LogDisagreed(int index, string league, string playedBy, string node, string difference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Having matches played again failed; trying again")]
    private partial void LogFailed(Exception failure);
}
