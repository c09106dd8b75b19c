using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Nodes;

/// <summary>
/// One open stream of a node. The dispatcher owns what it holds; anybody may read the figures. One whose stream is at another replica has
/// its figures from there, and what is sent to it goes that way.
/// </summary>
[SuppressMessage(
    "Design", "CA1001",
    Justification = "A token source without a timer holds nothing to dispose of, and readers may ask after the stream's end.")]
internal sealed class NodeSession(Hello hello, TimeProvider time, string? replica = null, Action? wake = null)
{
    /// <summary>Messages waiting for the stream. A node that lets this many pile up is not reading.</summary>
    private const int OutgoingCapacity = 4096;

    private readonly Channel<ControlMessage> _outgoing = Channel.CreateBounded<ControlMessage>(
        new BoundedChannelOptions(OutgoingCapacity) { SingleReader = true });

    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _assigning = new();

    // Leagues whose document this stream has carried.
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _lastSeen = time.GetUtcNow().UtcTicks;
    private long _lastHeard = time.GetTimestamp();
    private long _workingSetBytes;
    private long _played;
    private int _held;

    public Hello Hello { get; } = hello;

    /// <summary>The replica at which its stream is; null when it is here.</summary>
    public string? Replica => replica;

    public bool IsHere => replica is null;

    public string Id => Hello.Session;

    public string Node => Hello.Node;

    public DateTimeOffset ConnectedAt { get; private set; } = time.GetUtcNow();

    public DateTimeOffset LastSeenAt => new(Interlocked.Read(ref _lastSeen), TimeSpan.Zero);

    /// <summary>For how long it has said nothing, whatever clocks are set to meanwhile; of one whose stream is here.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastHeard));

    public long WorkingSetBytes => Interlocked.Read(ref _workingSetBytes);

    /// <summary>Results of this session that were new to the ledger.</summary>
    public long Played => Interlocked.Read(ref _played);

    /// <summary>Tasks handed out and not closed.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>The bots connected to the node.</summary>
    public IReadOnlyList<ConnectedBot> Bots { get; private set; } = [];

    /// <summary>Those of them that play under their names; the dispatcher's. Others are sent away before anybody hears of them.</summary>
    public IReadOnlyList<ConnectedBot> Seated { get; set; } = [];

    /// <summary>The head of the ledger that the node has last been told; null before it was told one.</summary>
    public LedgerHead? Head { get; set; }

    /// <summary>Why the ledger does not extend that head; empty when it does.</summary>
    public string HeadFault { get; set; } = "";

    public bool Open => !_closed.IsCancellationRequested;

    /// <summary>Cancelled when the control plane gives the session up.</summary>
    public CancellationToken Closed => _closed.Token;

    public ChannelReader<ControlMessage> Outgoing => _outgoing.Reader;

    /// <summary>Leagues that the node cannot play, and why. The dispatcher's.</summary>
    public ConcurrentDictionary<string, string> RefusedLeagues { get; } = new(StringComparer.Ordinal);

    /// <summary>Leagues that were recalled, and whether they were abandoned. The dispatcher's.</summary>
    public HashSet<(string League, bool Abandoned)> Recalled { get; } = [];

    /// <summary>Held tasks by league. The dispatcher's.</summary>
    public Dictionary<string, int> HeldByLeague { get; } = new(StringComparer.Ordinal);

    public void Seen()
    {
        Interlocked.Exchange(ref _lastSeen, time.GetUtcNow().UtcTicks);
        Interlocked.Exchange(ref _lastHeard, time.GetTimestamp());
    }

    /// <summary>Returns whether bots came or went.</summary>
    public bool Heartbeat(Heartbeat heartbeat)
    {
        Interlocked.Exchange(ref _workingSetBytes, heartbeat.WorkingSetBytes);
        Seen();
        return TakeBots(heartbeat.Bots);
    }

    /// <summary>What other replicas are to know of it.</summary>
    public SessionStatus Status() => new()
    {
        ConnectedAt = Timestamp.FromDateTimeOffset(ConnectedAt),
        LastSeenAt = Timestamp.FromDateTimeOffset(LastSeenAt),
        Held = (uint)Held,
        Played = Played,
        WorkingSetBytes = WorkingSetBytes,
        Bots = { Seated },
        Head = Head ?? Hello.Head,
        Refused = { RefusedLeagues },
    };

    /// <summary>Takes over what its replica says of it. Returns whether bots came or went.</summary>
    public bool Take(SessionStatus status)
    {
        ConnectedAt = status.ConnectedAt.ToDateTimeOffset();
        Interlocked.Exchange(ref _lastSeen, status.LastSeenAt.ToDateTimeOffset().UtcTicks);
        Interlocked.Exchange(ref _workingSetBytes, status.WorkingSetBytes);
        Interlocked.Exchange(ref _played, status.Played);
        Volatile.Write(ref _held, (int)status.Held);
        Head = status.Head;
        foreach (var (league, why) in status.Refused)
            RefusedLeagues[league] = why;
        return TakeBots(status.Bots);
    }

    public void CountPlayed(int results) => Interlocked.Add(ref _played, results);

    /// <summary>Queues an assignment, with the league's document if it is the first of its league: no node has to read one twice.</summary>
    public bool TryAssign(Assignment assignment, string document)
    {
        // Whoever else assigns of this league must not come between: its tasks would arrive before the document.
        lock (_assigning)
        {
            if (_known.Add(assignment.LeagueId))
                assignment.Document = document;
            return TrySend(new ControlMessage { Assignment = assignment });
        }
    }

    /// <summary>Queues a message, or closes the session when the node does not read.</summary>
    public bool TrySend(ControlMessage message)
    {
        if (_outgoing.Writer.TryWrite(message))
        {
            wake?.Invoke();
            return true;
        }

        Close();
        return false;
    }

    public void Close()
    {
        _outgoing.Writer.TryComplete();
        _closed.Cancel();
    }

    /// <summary>Only the dispatcher. Never below zero: a result of a task that this session lost meanwhile may still come.</summary>
    public void AddHeld(string leagueId, int tasks)
    {
        var before = HeldByLeague.GetValueOrDefault(leagueId);
        var after = Math.Max(0, before + tasks);
        HeldByLeague[leagueId] = after;
        Volatile.Write(ref _held, _held + after - before);
    }

    private bool TakeBots(IEnumerable<ConnectedBot> bots)
    {
        if (Bots.SequenceEqual(bots))
            return false;
        Bots = [.. bots];
        return true;
    }
}
