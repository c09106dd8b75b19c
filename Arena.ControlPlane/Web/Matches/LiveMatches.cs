using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.Core.Matches;
using Arena.Core.Records;
using Arena.ServiceDefaults.Access;
using PlayedMoves = Arena.Contracts.V1.PlayedMoves;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>Matches that have no result yet, as far as their nodes tell. Looking at one asks its node to tell.</summary>
internal sealed class LiveMatches(ITaskStore tasks, NodeDirectory nodes, WatchedMatches watched)
{
    /// <summary>The match, and a task that completes when more of it is known.</summary>
    /// <param name="league">Its league.</param>
    /// <param name="index">Of a match that is paired.</param>
    /// <param name="ply">As the address says.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<(MatchView View, Task Changed)> LookAsync(
        LeagueState league, int index, string? ply, CancellationToken cancellationToken)
    {
        var held = await tasks.ListAsync(league.Id, TaskPhase.Assigned, index - 1, 1, cancellationToken);
        return Look(league, index, held is [{ Session: { } id } task] && task.Task.Index == index ? nodes.FindOpen(id) : null, ply);
    }

    /// <summary>A league's first match in hand at a node; null when there is none.</summary>
    public async Task<(MatchView View, Task Changed)?> FirstAsync(LeagueState league, CancellationToken cancellationToken)
    {
        const int most = 8; // first ones may be held by nodes that were cut off
        foreach (var task in await tasks.ListAsync(league.Id, TaskPhase.Assigned, after: -1, most, cancellationToken))
        {
            if (task.Session is { } id && nodes.FindOpen(id) is { } session && task.Task.Index < league.Known)
                return Look(league, task.Task.Index, session, ply: null);
        }

        return null;
    }

    private (MatchView View, Task Changed) Look(LeagueState league, int index, NodeSession? session, string? ply)
    {
        var (moves, changed) = session is null
            ? (null, new TaskCompletionSource().Task)
            : watched.Look(league.Id, index, session.Id);
        var state = session switch
        {
            null => "waits to be played",
            _ when moves is null => $"at {session.Node}; no move was heard of yet",
            _ => $"being played at {session.Node}",
        };
        try
        {
            return (View(league, index, moves, state, ply), changed);
        }
        catch (FormatException) when (moves is not null)
        {
            return (View(league, index, null, state, ply), changed); // what the node says is no transcript
        }
    }

    // In the shape of a record that ends where the match has come to.
    private static MatchView View(LeagueState league, int index, PlayedMoves? moves, string state, string? ply)
    {
        var spec = league.Definition.MatchAt(league.PairingAt(index));
        var seats = spec.Agents.Length;
        var record = new MatchRecord
        {
            Scores = [.. new double[seats]],
            Outcomes = [.. new Outcome[seats]],
            Verdicts = [.. new Verdict[seats]],
            Moves = 0,
            Transcript = moves?.Transcript.ToByteArray() ?? [],
            MoveTimes = [.. moves?.MoveTimesUs ?? []],
            AgentHashes = [],
            Epoch = spec.Epoch,
            Hash = [],
            Seal = [],
        };
        var path = MatchView.PathOf(TenantName.Plain(league.Id), index);
        return new MatchView(path, new MatchDocument { Spec = spec, Record = record }, ply) { State = state };
    }
}
