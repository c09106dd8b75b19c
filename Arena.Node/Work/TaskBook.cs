using System.Collections.Concurrent;
using System.Threading.Channels;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;

namespace Arena.Node.Work;

/// <summary>
/// What the node holds: tasks waiting to be played, and results until the control plane says that they are in the
/// ledger. It outlives connections, so that nothing played is lost while the control plane is away.
/// </summary>
/// <remarks>
/// Bounded by the control plane, which hands out no more than the capacity that the node told it; after a lost
/// session at most twice that, until the old results are acknowledged.
/// </remarks>
internal sealed class TaskBook
{
    private readonly ConcurrentDictionary<string, League> _leagues = new(StringComparer.Ordinal);

    // By task: its result, or null while it is not played.
    private readonly ConcurrentDictionary<long, TaskResult?> _held = new();

    // Of those, the ones that nobody has begun. What waits and is not here any more was lost to other nodes, or recalled.
    private readonly ConcurrentDictionary<long, HeldTask> _notBegun = new();
    private readonly Channel<HeldTask> _waiting = Channel.CreateUnbounded<HeldTask>();
    private readonly Channel<TaskResult> _finished =
        Channel.CreateUnbounded<TaskResult>(new UnboundedChannelOptions { SingleReader = true });
    private long _played;

    /// <summary>Results to send, in the order they were made.</summary>
    public ChannelReader<TaskResult> Finished => _finished.Reader;

    public long Played => Interlocked.Read(ref _played);

    public int Held => _held.Count;

    public ICollection<long> HeldTasks => _held.Keys;

    /// <summary>Takes tasks in. The league's document must be in this assignment or in an earlier one.</summary>
    public void Add(Assignment assignment)
    {
        if (assignment.Document.Length > 0 && LeagueDocument.Parse(assignment.Document).Definition is { } definition)
            _leagues.AddOrUpdate(assignment.LeagueId, _ =>
                new League(definition, new CancellationTokenSource()), (_, known) => known with { Definition = definition });
        var league = _leagues.GetValueOrDefault(assignment.LeagueId);
        foreach (var task in assignment.Tasks)
        {
            if (league is null)
            {
                _finished.Writer.TryWrite(new TaskResult
                {
                    TaskId = task.Id, LeagueId = assignment.LeagueId, Index = task.Index,
                    Refused = "the league document cannot be read here",
                });
                continue;
            }

            _held[task.Id] = null;
            var waiting = new HeldTask(
                task, assignment.LeagueId, league.Definition, assignment.Bots, assignment.TraceParent, league.Abandoned.Token);
            _notBegun[task.Id] = waiting;
            _waiting.Writer.TryWrite(waiting);
        }
    }

    /// <summary>The next task to play.</summary>
    public async ValueTask<HeldTask> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var task = await _waiting.Reader.ReadAsync(cancellationToken);
            if (_notBegun.TryRemove(KeyValuePair.Create(task.Task.Id, task)))
                return task;
        }
    }

    public void Finish(TaskResult result)
    {
        if (result.Refused.Length == 0)
        {
            Interlocked.Increment(ref _played);
            _held[result.TaskId] = result;
        }
        else
        {
            _held.TryRemove(result.TaskId, out _); // nobody acknowledges a refusal
        }

        _finished.Writer.TryWrite(result);
    }

    /// <summary>Gives back what has not begun of a league; the end of one that is abandoned is told to those who play it.</summary>
    public void Recall(Recall recall)
    {
        foreach (var (id, task) in _notBegun.Where(t => t.Value.LeagueId == recall.LeagueId).ToArray())
        {
            if (_notBegun.TryRemove(KeyValuePair.Create(id, task)))
                Finish(Return(new TaskResult { TaskId = id, LeagueId = task.LeagueId, Index = task.Task.Index }));
        }

        if (recall.Abandon && _leagues.TryRemove(recall.LeagueId, out var league))
            league.Abandoned.Cancel();
    }

    /// <summary>Makes this the answer to a task that was recalled.</summary>
    public static TaskResult Return(TaskResult result)
    {
        (result.Refused, result.Passing, result.Returned) = ("it was recalled", true, true);
        return result;
    }

    public void Acknowledge(Ack ack)
    {
        foreach (var id in ack.TaskIds)
            _held.TryRemove(id, out _);
    }

    /// <summary>After a new connection: results without acknowledgement go out again, and lost tasks are forgotten.</summary>
    /// <param name="resumed">Whether the waiting tasks are still this node's.</param>
    public void Reconnected(bool resumed)
    {
        if (!resumed)
            ForgetUnplayed();
        while (_finished.Reader.TryRead(out _))
        {
            // All of these are among the unacknowledged, but for refusals, which a new session need not hear.
        }

        foreach (var result in _held.Values.OfType<TaskResult>())
            _finished.Writer.TryWrite(result);
    }

    private void ForgetUnplayed()
    {
        _notBegun.Clear();
        foreach (var unplayed in _held.Where(t => t.Value is null))
            _held.TryRemove(unplayed);
    }

    /// <param name="Bots">Where bots were connected when the task was handed out.</param>
    /// <param name="Abandoned">The league was stopped: nobody wants the match any more.</param>
    internal sealed record HeldTask(
        MatchTask Task, string LeagueId, LeagueDefinition Definition, IReadOnlyDictionary<string, string> Bots,
        string TraceParent, CancellationToken Abandoned);

    private sealed record League(LeagueDefinition Definition, CancellationTokenSource Abandoned);
}
