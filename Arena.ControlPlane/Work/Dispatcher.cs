using Arena.Backplane.Hosting;
using System.Collections.Concurrent;
using System.Threading.Channels;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Flags;
using Arena.ServiceDefaults.Guard;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Work;

/// <summary>
/// Hands pending tasks to nodes with room. One loop owns who holds how much; the ledger alone decides whose a task is.
/// </summary>
/// <remarks>
/// A session whose stream breaks, or that is silent for a lease, loses its tasks: they become pending again. Its results
/// are welcome all the same if they come first. When a replica is gone, the sessions that it had have one lease to come to another,
/// or to its next life, and keep what they hold.
/// </remarks>
internal sealed partial class Dispatcher(
    ITaskStore taskStore, ISessionStore sessionStore, Membership membership, LedgerSignals signals, NodeDirectory nodes,
    LeagueDirectory directory, FlagBook book, FlagGate gate, WorkInstruments instruments, Guards guards, IOptions<WorkOptions> options,
    TimeProvider time, ILogger<Dispatcher> logger) : BackgroundService, ILeagueFollower
{
    private const int CommandCapacity = 10_000;
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(5);

    private readonly WorkOptions _options = options.Value;
    private readonly Channel<Command> _commands = Channel.CreateBounded<Command>(
        new BoundedChannelOptions(CommandCapacity) { SingleReader = true });

    private readonly Dictionary<string, NodeSession> _sessions = new(StringComparer.Ordinal);

    // Leagues that had nothing pending when last asked. Only a release or a new round makes that untrue, here or at another replica.
    private readonly HashSet<string> _drained = new(StringComparer.Ordinal);

    // Leagues that are not what they were at the last turn. No command each: however many there are, nobody has to wait.
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);

    // When it was last asked who holds tasks without being there any more.
    private long? _swept;

    /// <summary>Takes a node in. Returns whether the tasks that it held before are still its own.</summary>
    public async Task<bool> OpenAsync(NodeSession session, CancellationToken cancellationToken)
    {
        var resumed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _commands.Writer.WriteAsync(new Command.Opened(session, resumed), cancellationToken);
        return await resumed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The node's stream has ended; it must be said even when the caller is being cancelled.</summary>
    public ValueTask CloseAsync(NodeSession session) => _commands.Writer.WriteAsync(new Command.Closed(session), CancellationToken.None);

    public ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken)
    {
        _changed[league.Id] = true;
        _commands.Writer.TryWrite(new Command.Tick()); // where there is no room, there is a turn to come
        return ValueTask.CompletedTask;
    }

    /// <summary>Tasks of a session are closed in the ledger.</summary>
    public ValueTask TasksClosedAsync(NodeSession session, string leagueId, int tasks, CancellationToken cancellationToken) =>
        _commands.Writer.WriteAsync(new Command.TasksClosed(session, leagueId, tasks), cancellationToken);

    /// <summary>A node cannot play some tasks; they go elsewhere, and unless that passes no more of this league comes to it.</summary>
    public ValueTask RefusedAsync(NodeSession session, Refusal refusal, CancellationToken cancellationToken) =>
        _commands.Writer.WriteAsync(new Command.Refused(session, refusal), cancellationToken);

    /// <summary>Bots connected to a node, or left it.</summary>
    public ValueTask BotsChangedAsync(NodeSession session, CancellationToken cancellationToken) =>
        _commands.Writer.WriteAsync(new Command.BotsChanged(session), cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TakeTurnsAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task TakeTurnsAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        var interval = _options.HeartbeatInterval;
        using var ticks = time.CreateTimer(_ => _commands.Writer.TryWrite(new Command.Tick()), null, interval, interval);
        while (await _commands.Reader.WaitToReadAsync(stoppingToken))
            await guard.ExecuteAsync(TakeTurnAsync, stoppingToken);
    }

    // Another replica has added or released tasks. Where nothing is heard, there may be some all the same.
    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await signals[LedgerNews.Tasks].WaitAsync(_poll, time, stoppingToken);
            if (membership.Others.Any())
                await _commands.Writer.WriteAsync(new Command.TasksPending(), stoppingToken);
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (_commands.Reader.TryPeek(out var command))
        {
            try
            {
                await HandleAsync(command, cancellationToken);
            }
            catch (Exception failure) when (!Outage.Is(failure))
            {
                _commands.Reader.TryRead(out _); // it would stand in the way of all others
                throw;
            }

            _commands.Reader.TryRead(out _); // not before: when the ledger is back, it is handled
        }

        foreach (var id in _changed.Keys)
        {
            // Taken out first: what changes from here on is for the next turn.
            _changed.TryRemove(id, out _);
            _drained.Remove(id);
        }

        await ExpireAsync(cancellationToken);
        ForgetSpread();
        await AssignAsync(cancellationToken);
        await RecallHeldAsync(cancellationToken);
        TellStalled();
    }

    private Task HandleAsync(Command command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case Command.Opened opened:
                return OpenAsync(opened, cancellationToken);
            case Command.Closed closed:
                return LoseAsync(closed.Session, "its stream ended", cancellationToken);
            case Command.TasksClosed closed:
                closed.Session.AddHeld(closed.LeagueId, -closed.Tasks);
                return Task.CompletedTask;
            case Command.Refused refused:
                return RefuseAsync(refused.Session, refused.Refusal, cancellationToken);
            case Command.BotsChanged changed:
                Seat(changed.Session);
                return Task.CompletedTask;
            case Command.TasksPending:
                _drained.Clear();
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private async Task OpenAsync(Command.Opened opened, CancellationToken cancellationToken)
    {
        var session = opened.Session;
        if (_sessions.GetValueOrDefault(session.Id) is { } stale)
            await LoseAsync(stale, "it connected again", cancellationToken);
        var entry = new SessionEntry(
            session.Id, membership.Id, session.Node, session.Hello.ToByteArray(), session.Status().ToByteArray());
        var stored = await sessionStore.OpenAsync(entry, session.Hello.HeldTasks, cancellationToken);
        foreach (var league in stored.Released)
            _drained.Remove(league);
        foreach (var held in stored.Held)
            session.AddHeld(held.LeagueId, held.Count);
        if (stored.Status.Length > 0)
            session.CountPlayed((int)SessionStatus.Parser.ParseFrom(stored.Status).Played);
        session.Seen(); // it may have waited for longer than a lease, and cannot speak before it is welcome
        _sessions[session.Id] = session;
        _spread.Clear();
        instruments.NodeOpened();
        LogJoined(session.Node, session.Hello.Parallelism, session.Hello.Capacity, session.Held);
        opened.Resumed.SetResult(stored.Resumed);
    }

    private async Task LoseAsync(NodeSession session, string why, CancellationToken cancellationToken)
    {
        session.Close();
        if (!_sessions.TryGetValue(session.Id, out var current) || current != session)
            return; // lost already, or replaced by a newer stream of the same process
        Released(await sessionStore.CloseAsync(session.Id, membership.Id, cancellationToken));
        _sessions.Remove(session.Id);
        _spread.Clear();
        instruments.NodeClosed();
        LogLost(session.Node, why, session.Held);
    }

    private async Task RefuseAsync(NodeSession session, Refusal refusal, CancellationToken cancellationToken)
    {
        Released(await taskStore.ReleaseAsync(session.Id, membership.Id, refusal.TaskIds, cancellationToken));
        if (!refusal.Passing)
            session.RefusedLeagues.TryAdd(refusal.LeagueId, refusal.Why);
        _spread.Remove(refusal.LeagueId);
        session.AddHeld(refusal.LeagueId, -refusal.TaskIds.Count);
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (_swept is { } last && time.GetElapsedTime(last) < _options.HeartbeatInterval / 2)
            return; // it looks at everybody and everything that is handed out, and a turn is taken with every batch of results
        foreach (var session in _sessions.Values.Where(s => s.Silence > _options.LeaseOrDefault()).ToArray())
            await LoseAsync(session, "its lease ran out", cancellationToken);
        foreach (var league in await sessionStore.SweepAsync(_options.LeaseOrDefault(), cancellationToken))
            _drained.Remove(league);
        _swept = time.GetTimestamp();
    }

    private void Released(IReadOnlyCollection<string> leagues)
    {
        foreach (var league in leagues)
            _drained.Remove(league);
        instruments.SessionReleased();
    }

    private abstract record Command
    {
        public sealed record Opened(NodeSession Session, TaskCompletionSource<bool> Resumed) : Command;

        public sealed record Closed(NodeSession Session) : Command;

        public sealed record TasksClosed(NodeSession Session, string LeagueId, int Tasks) : Command;

        public sealed record Refused(NodeSession Session, Refusal Refusal) : Command;

        public sealed record BotsChanged(NodeSession Session) : Command;

        public sealed record TasksPending : Command;

        public sealed record Tick : Command;
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Node {Node} joined: {Parallelism} at a time, room for {Capacity}, holding {Held}")]
    private partial void LogJoined(string node, uint parallelism, uint capacity, int held);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} lost: {Why}; about {Held} tasks go elsewhere")]
    private partial void LogLost(string node, string why, int held);
}
