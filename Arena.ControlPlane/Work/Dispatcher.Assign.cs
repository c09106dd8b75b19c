using System.Diagnostics;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    /// <summary>Until no node with room and no league with pending tasks are left over.</summary>
    private async Task AssignAsync(CancellationToken cancellationToken)
    {
        var leagues = directory.Running.Where(l => l.HandsOut && !_drained.Contains(l.Id)).ToArray();
        var assigned = leagues.Length > 0;
        while (assigned)
        {
            assigned = false;
            foreach (var league in leagues)
            {
                var spread = await SpreadAsync(league, cancellationToken);
                foreach (var session in _sessions.Values.Where(s => spread.Contains(s.Node)).OrderBy(s => s.Held).ToArray())
                    assigned |= await AssignAsync(league, session, cancellationToken);
            }
        }
    }

    private async Task<bool> AssignAsync(LeagueState league, NodeSession session, CancellationToken cancellationToken)
    {
        var wanted = Share(league, session);
        if (wanted == 0)
            return false;
        if (await ClaimAsync(league, session, wanted, cancellationToken) is not { } tasks)
        {
            await LoseAsync(session, "it has gone to another replica", cancellationToken);
            return false;
        }

        // Where many may not be held, others may be holding them.
        if (tasks.Count < wanted && (league.Definition.Concurrency == 0 || !membership.Others.Any()))
            _drained.Add(league.Id);
        if (tasks.Count == 0)
            return false;
        session.AddHeld(league.Id, tasks.Count);
        instruments.Assigned(tasks.Count);
        if (!session.TryAssign(Assignment(league, session, tasks), league.Entry.Document))
            await LoseAsync(session, "it does not read", cancellationToken);
        return true;
    }

    /// <summary>
    /// How many tasks to hand over at once: guided self-scheduling (Polychronopoulos and Kuck 1987), half of an even
    /// share of what is left, so that the last tasks are spread over all nodes and nobody waits for one.
    /// </summary>
    private int Share(LeagueState league, NodeSession session)
    {
        if (_drained.Contains(league.Id) || !CanPlay(league, session))
            return 0;

        var inFlight = _sessions.Values.Sum(s => s.HeldByLeague.GetValueOrDefault(league.Id));
        var left = Math.Max(1, league.Open - inFlight);
        var room = (int)session.Hello.Capacity - session.Held;
        if (league.Definition.Concurrency > 0)
            room = Math.Min(room, league.Definition.Concurrency - inFlight);
        else if (room * 4 < session.Hello.Capacity && left > room)
            return 0; // enough in hand: fewer, larger assignments cost less
        var share = (left + (2 * _sessions.Count) - 1) / (2 * _sessions.Count);
        return Math.Max(0, Math.Min(Math.Min(room, share), _options.MaxAssignment));
    }

    private async Task<IReadOnlyList<ClaimedTask>?> ClaimAsync(
        LeagueState league, NodeSession session, int max, CancellationToken cancellationToken)
    {
        try
        {
            var claim = new TaskClaim(league.Id, session.Id, membership.Id, max)
            {
                AbsentAgents = AbsentBots(league),
                MostHeld = league.Definition.Concurrency > 0 ? league.Definition.Concurrency : null,
            };
            return await taskStore.ClaimAsync(claim, cancellationToken);
        }
        catch
        {
            // The ledger may have given the session tasks that nobody told it of. Giving everything back is safe;
            // the node connects again.
            session.Close();
            throw;
        }
    }

    private int[] AbsentBots(LeagueState league) =>
        [.. league.Bots.Where(bot => AddressOf(league, league.Definition.Agents[bot].Name) is null)];

    private Assignment Assignment(LeagueState league, NodeSession session, IReadOnlyList<ClaimedTask> tasks)
    {
        ActivityContext.TryParse(league.Entry.TraceParent, null, isRemote: true, out var parent);
        using var activity = WorkInstruments.Activities.StartActivity("work.assign", ActivityKind.Producer, parent);
        activity?.SetTag("arena.league", league.Id).SetTag("arena.node", session.Node).SetTag("arena.tasks", tasks.Count);
        var assignment = new Assignment
        {
            LeagueId = league.Id,
            TraceParent = activity?.Id ?? league.Entry.TraceParent ?? "",
        };
        foreach (var bot in league.Bots.Select(b => league.Definition.Agents[b].Name))
        {
            if (AddressOf(league, bot) is { } address)
                assignment.Bots.Add(NameOf(league, bot), address);
        }

        foreach (var task in tasks)
        {
            assignment.Tasks.Add(new MatchTask
            {
                Id = task.Id, Index = task.Index, Seats = { task.Seats }, Seed = task.Seed, Attempt = task.Attempt,
            });
        }

        return assignment;
    }
}
