using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Nodes;

/// <summary>
/// Matches that somebody looks at while they are played. The node that holds one is told, and tells its moves; what others say of it is
/// dropped. What is not looked at for a while is forgotten, and its node is told that too. Where the node's stream is at another replica,
/// that one looks at the match as well, as long as it is asked to, and passes on what it hears.
/// </summary>
internal sealed class WatchedMatches(NodeDirectory nodes, TimeProvider time) : BackgroundService
{
    /// <summary>How many may be looked at; more are not heard of until others are forgotten.</summary>
    internal const int Most = 256;

    /// <summary>How many of one tenant's, so that none takes all.</summary>
    internal const int MostOfTenant = 64;

    private const int MostBytes = 64 * 1024; // of a match's moves
    private static readonly TimeSpan _longestMove = TimeSpan.FromDays(365); // sums of these are far from overflowing
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string League, int Index), Watched> _watched = [];

    /// <summary>The moves so far, null when none were heard of yet, and a task that completes when there are others.</summary>
    /// <param name="leagueId">The league.</param>
    /// <param name="index">The match.</param>
    /// <param name="holder">The session that holds its task. With another one the match begins anew.</param>
    public (PlayedMoves? Moves, Task Changed) Look(string leagueId, int index, string holder)
    {
        lock (_lock)
        {
            var known = _watched.GetValueOrDefault((leagueId, index));
            if (known is null && !HasRoom_NeedsLock(TenantName.TenantOf(leagueId)))
                return (null, NewSignal().Task);
            if (known?.Holder != holder)
            {
                _watched[(leagueId, index)] = new Watched(holder);
                known?.Changed.TrySetResult();
                TellAll_NeedsLock([known?.Holder, holder]);
            }

            var match = _watched[(leagueId, index)];
            match.LookedAt = time.GetUtcNow();
            return (match.Moves, match.Changed.Task);
        }
    }

    /// <summary>Another replica wants to hear what a node, whose stream is here, says of these.</summary>
    public void LookFor(NodeSession session, WatchMatches asked)
    {
        lock (_lock)
        {
            foreach (var match in asked.Matches)
            {
                Look(match.LeagueId, match.Index, session.Id);
                if (_watched.GetValueOrDefault((match.LeagueId, match.Index)) is { } watched)
                    watched.PassedOnUntil = time.GetUtcNow() + _patience;
            }
        }
    }

    /// <summary>What a node says of a match. Shown if the node holds the match and somebody looks at it; never a result.</summary>
    /// <returns>Whether another replica is to hear of it.</returns>
    public bool Take(NodeSession session, PlayedMoves moves)
    {
        if (moves.Transcript.Length > MostBytes || moves.MoveTimesUs.Count > MostBytes)
            return false;
        if (moves.MoveTimesUs.Any(us => us < 0 || us > _longestMove.TotalMicroseconds))
            return false;
        lock (_lock)
        {
            if (_watched.GetValueOrDefault((moves.LeagueId, moves.Index)) is not { } match || match.Holder != session.Id)
                return false;
            match.Moves = moves;
            match.Changed.TrySetResult();
            match.Changed = NewSignal();
            return session.IsHere && match.PassedOnUntil > time.GetUtcNow();
        }
    }

    /// <summary>Tells a node that has come, or come again, what is looked at of what it holds.</summary>
    public void Tell(NodeSession session)
    {
        lock (_lock)
        {
            if (MessageTo_NeedsLock(session) is { Watch.Matches.Count: > 0 } message)
                session.TrySend(message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Forget();
    }

    /// <summary>Forgets those that nobody has looked at lately, and asks other replicas again for the rest.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            var before = time.GetUtcNow() - _patience;
            var stale = _watched.Where(match => match.Value.LookedAt < before).ToArray();
            foreach (var (match, _) in stale)
                _watched.Remove(match);
            var holders = _watched.Values.Select(match => match.Holder);
            var elsewhere = holders.Where(holder => nodes.FindOpen(holder) is { IsHere: false });
            TellAll_NeedsLock([.. stale.Select(match => match.Value.Holder), .. elsewhere]);
        }
    }

    private bool HasRoom_NeedsLock(string tenant) =>
        _watched.Count < Most && _watched.Keys.Count(match => TenantName.TenantOf(match.League) == tenant) < MostOfTenant;

    // In the lock, so that what is said last is what holds.
    private void TellAll_NeedsLock(IEnumerable<string?> holders)
    {
        foreach (var holder in holders.OfType<string>().Distinct())
        {
            if (nodes.FindOpen(holder) is { } session)
                session.TrySend(MessageTo_NeedsLock(session));
        }
    }

    private ControlMessage MessageTo_NeedsLock(NodeSession session)
    {
        var matches = _watched.Where(match => match.Value.Holder == session.Id).Select(match => match.Key)
            .Select(match => new WatchedMatch { LeagueId = match.League, Index = match.Index });
        return new ControlMessage { Watch = new WatchMatches { Matches = { matches } } };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Watched(string holder)
    {
        public string Holder => holder;

        public DateTimeOffset LookedAt { get; set; }

        public DateTimeOffset PassedOnUntil { get; set; }

        public PlayedMoves? Moves { get; set; }

        public TaskCompletionSource Changed { get; set; } = NewSignal();
    }
}
