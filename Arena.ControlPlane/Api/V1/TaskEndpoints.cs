using System.ComponentModel;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What is to be played, and who has it.</summary>
internal static class TaskEndpoints
{
    public static void MapTaskEndpoints(this RouteGroupBuilder v1) =>
        v1.MapGet("/leagues/{id}/tasks", ListAsync).WithTags("Tasks")
            .WithOperation("listTasks", "The league's tasks in schedule order, of every round that is paired so far", 400, 404);

    private static async Task<Results<Ok<Page<TaskBody>>, ProblemHttpResult>> ListAsync(
        string id, [AsParameters] PageQuery page, [FromQuery, Description("Only those in this state.")] Choice<TaskPhase>? state,
        OwnLeagues leagues, ITaskStore tasks, NodeDirectory nodes, CancellationToken cancellationToken)
    {
        if (page.Check(first: -1, out var after) is { } fault)
            return fault;
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        var read = await tasks.ListAsync(league.Id, state?.Value, (int)Math.Min(after, int.MaxValue), page.Read, cancellationToken);
        return TypedResults.Ok(Page<TaskBody>.Of(
            read, page, task => TaskBody.Of(NamedTask.Of(task, league, nodes)), task => task.Task.Index));
    }
}

/// <summary>A match that is to be played, or was.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Index">Position in the league's schedule, from 0.</param>
/// <param name="Agents">By seat.</param>
/// <param name="Seed">What the match is a function of.</param>
/// <param name="Node">Who has it; null when nobody does, or nobody that this replica knows.</param>
/// <param name="Attempt">How often it was handed out.</param>
internal sealed record TaskBody(
    long Id, int Index, TaskPhase State, IReadOnlyList<string> Agents, ulong Seed, string? Node, int Attempt)
{
    public static TaskBody Of(NamedTask task) => new(
        task.Entry.Id, task.Entry.Task.Index, task.Entry.Phase, task.Agents, task.Entry.Task.Seed, task.Node, task.Entry.Attempt);
}
