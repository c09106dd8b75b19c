using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Api;

/// <summary>A task with the names of who plays.</summary>
/// <param name="Node">Who has it; null when nobody does, or nobody that is known here.</param>
internal sealed record NamedTask(TaskEntry Entry, IReadOnlyList<string> Agents, string? Node)
{
    public static NamedTask Of(TaskEntry task, LeagueState league, NodeDirectory nodes) => new(
        task,
        [.. task.Task.Seats.Select(seat => league.Definition.Agents[seat].Name)],
        task.Session is { } session ? nodes.FindOpen(session)?.Node : null);
}
