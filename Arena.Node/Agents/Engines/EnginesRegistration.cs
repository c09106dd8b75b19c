using Arena.Core.Matches;
using Arena.Engines;
using Microsoft.Extensions.Options;

namespace Arena.Node.Agents.Engines;

internal static class EnginesRegistration
{
    public static void AddEngines(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EngineOptions>().Bind(builder.Configuration.GetSection("Engines"))
            .ValidateDataAnnotations()
            .Validate(options =>
                options.Cpus.All(cpu => cpu >= 0 && cpu < Environment.ProcessorCount),
                $"Engines:Cpus must be processors of this machine, 0 to {Environment.ProcessorCount - 1}")
            .ValidateOnStart();
        builder.Services.AddSingleton<IAgentSource>(services => new EnginePool(
            services.GetRequiredService<IOptions<EngineOptions>>().Value, services.GetRequiredService<TimeProvider>()));
    }
}
