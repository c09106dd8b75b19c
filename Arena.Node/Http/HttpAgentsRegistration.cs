using Arena.Core.Matches;

namespace Arena.Node.Http;

internal static class HttpAgentsRegistration
{
    public static void AddHttpAgents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<HttpAgentsOptions>().Bind(builder.Configuration.GetSection("HttpAgents")).ValidateDataAnnotations()
            .Validate(options => options.ConnectTimeout > TimeSpan.Zero, "HttpAgents:ConnectTimeout must be above zero").ValidateOnStart();
        builder.Services.AddSingleton<IAgentSource, HttpAgents>();
    }
}
