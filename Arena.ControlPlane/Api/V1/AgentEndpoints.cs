using System.ComponentModel;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.Core.Agents;
using Arena.Core.Games;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>The agents that a league may name.</summary>
internal static class AgentEndpoints
{
    private static readonly (StrategyType Strategy, AgentBody Body)[] _all =
        [.. StrategyCatalog.All.Select(strategy => (strategy, AgentBody.Of(strategy)))];

    public static void MapAgentEndpoints(this RouteGroupBuilder v1) =>
        v1.MapGet("/agents", List).WithTags("Agents").WithOperation("listAgents", "The built-in strategies", 400, 404);

    private static Results<Ok<Page<AgentBody>>, ProblemHttpResult> List(
        [AsParameters] PageQuery page, [FromQuery, Description("Only the strategies for this game.")] string? game)
    {
        if (page.Check(first: 0, out var start) is { } fault)
            return fault;
        IReadOnlyList<GameType> games = GameCatalog.All;
        if (game is not null)
        {
            if (GameCatalog.Find(game) is not { } found)
                return Problem.NotFound($"There is no game '{game}'. Games: {string.Join(", ", GameCatalog.Names)}.");
            games = [found];
        }

        return TypedResults.Ok(Page<AgentBody>.From(
            _all.Where(agent => games.Any(agent.Strategy.Plays)), page, start, agent => agent.Body));
    }
}

/// <summary>A strategy.</summary>
/// <param name="Strategy">Its id, as league documents use it.</param>
/// <param name="Games">Those it plays.</param>
internal sealed record AgentBody(
    string Strategy, IReadOnlyList<string> Games, string Description, IReadOnlyList<AgentParameterBody> Parameters)
{
    public static AgentBody Of(StrategyType strategy) => new(
        strategy.Id, [.. GameCatalog.All.Where(strategy.Plays).Select(game => game.Name)], strategy.Description,
        [.. strategy.Parameters.Definitions.Select(p => new AgentParameterBody(p.Name, p.Description, p.Allowed, p.Default))]);
}

/// <param name="Allowed">Which values it takes.</param>
internal sealed record AgentParameterBody(string Name, string Description, string Allowed, double Default);
