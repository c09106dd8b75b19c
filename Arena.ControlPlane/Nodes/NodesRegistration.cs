namespace Arena.ControlPlane.Nodes;

internal static class NodesRegistration
{
    public static void AddNodes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NodeDirectory>();
        builder.Services.AddSingleton<WatchedMatches>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WatchedMatches>());
    }
}
