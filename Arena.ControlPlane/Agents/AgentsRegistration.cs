namespace Arena.ControlPlane.Agents;

internal static class AgentsRegistration
{
    public static void MapAgents(this WebApplication app) => app.MapGrpcService<AgentGrpcService>();
}
