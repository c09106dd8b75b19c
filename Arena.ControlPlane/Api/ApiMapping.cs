namespace Arena.ControlPlane.Api;

/// <summary>What is shown of leagues and nodes by more than one feature: standings with rechecks, nodes with their record.</summary>
internal static class ApiMapping
{
    public static void MapLeagues(this WebApplication app)
    {
        app.MapGrpcService<LeagueGrpcService>();
        app.MapLeaguePages();
        app.MapLeagueEndpoints();
    }

    public static void MapNodes(this WebApplication app) => app.MapGrpcService<NodeGrpcService>();
}
