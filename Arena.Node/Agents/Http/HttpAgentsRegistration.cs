using Arena.Core.Matches;

namespace Arena.Node.Agents.Http;

internal static class HttpAgentsRegistration
{
    public static void AddHttpAgents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<HttpAgentsOptions>().Bind(builder.Configuration.GetSection("HttpAgents"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IAgentSource, HttpAgents>();
    }
}
