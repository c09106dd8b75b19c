using Arena.Core.Matches;
using Arena.Engines;
using Microsoft.Extensions.Options;

namespace Arena.Node.Engines;

internal static class EnginesRegistration
{
    public static void AddEngines(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EngineOptions>().Bind(builder.Configuration.GetSection("Engines"))
            .Validate(
                options =>
                    options.StartTimeout > TimeSpan.Zero && options.StopTimeout > TimeSpan.Zero
                    && options.IdleTimeout > TimeSpan.Zero && options.RetryAfter >= TimeSpan.Zero,
                "Engines: StartTimeout, StopTimeout and IdleTimeout must be above zero, RetryAfter not below")
            .Validate(options =>
                options.Cpus.All(cpu => cpu >= 0 && cpu < Environment.ProcessorCount),
                $"Engines:Cpus must be processors of this machine, 0 to {Environment.ProcessorCount - 1}")
            .ValidateOnStart();
        builder.Services.AddSingleton<IAgentSource>(services => new EnginePool(
            services.GetRequiredService<IOptions<EngineOptions>>().Value, services.GetRequiredService<TimeProvider>()));
    }
}
