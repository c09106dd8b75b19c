using System.Globalization;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Core.Games;
using Grpc.Core;

namespace Arena.ControlPlane.Agents;

internal sealed class AgentGrpcService : AgentService.AgentServiceBase
{
    public override Task<ListAgentsResponse> List(ListAgentsRequest request, ServerCallContext context)
    {
        var games = request.Game.Length == 0 ? GameCatalog.All : [Find(request.Game)];
        return Task.FromResult(new ListAgentsResponse
        {
            Agents = { StrategyCatalog.All.Where(s => games.Any(s.Plays)).Select(ToMessage) },
        });
    }

    private static GameType Find(string game) =>
        GameCatalog.Find(game) ?? throw new RpcException(new Status(
            StatusCode.NotFound, $"There is no game '{game}'. Games: {string.Join(", ", GameCatalog.Names)}."));

    private static Agent ToMessage(StrategyType strategy) => new()
    {
        Strategy = strategy.Id,
        Games = { GameCatalog.All.Where(strategy.Plays).Select(g => g.Name) },
        Description = strategy.Description,
        Parameters =
        {
            strategy.Parameters.Definitions.Select(p => new AgentParameter
            {
                Name = p.Name,
                Description = $"{p.Description} ({p.Allowed})",
                Default = p.Default.ToString(CultureInfo.InvariantCulture),
            }),
        },
    };
}
