using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Registry;

namespace Arena.ServiceDefaults.Guard;

/// <summary>Registers guards.</summary>
public static class GuardRegistration
{
    /// <summary>
    /// Adds the guard of a dependency, for <see cref="Guards.For"/>; the configuration section <c>Guard:NAME</c> sets its options.
    /// </summary>
    /// <param name="services">Also give them a <see cref="TimeProvider"/>, if time is not the system's.</param>
    /// <param name="configuration">Where the section is.</param>
    /// <param name="name">The dependency's name, in logs and metrics as well.</param>
    /// <param name="defaults">What this dependency needs instead of the defaults of <see cref="GuardOptions"/>.</param>
    /// <param name="retries">The failures after which a call is tried again. Default: <see cref="Outage.Is"/>.</param>
    public static IServiceCollection AddGuard(
        this IServiceCollection services, IConfiguration configuration, string name, Action<GuardOptions>? defaults = null,
        Func<Exception, bool>? retries = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddMetrics();
        services.TryAddSingleton<GuardInstruments>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GuardOptions>, GuardOptionsValidator>());
        services.TryAddSingleton(provider => new Guards(
            provider.GetRequiredService<ResiliencePipelineProvider<string>>(), provider.GetRequiredService<GuardInstruments>(),
            provider.GetRequiredService<ILogger<DependencyGuard>>()));
        services.AddOptions<GuardOptions>(name)
            .Configure(defaults ?? (_ => { })).Bind(configuration.GetSection($"Guard:{name}")).ValidateOnStart();

        // Polly's own log says the same as ours, at greater length.
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.None));
        return services.AddResiliencePipeline(name, (pipeline, context) =>
        {
            var provider = context.ServiceProvider;
            pipeline.TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            new GuardPipeline(
                name, context.GetOptions<GuardOptions>(name), retries ?? Outage.Is, provider.GetRequiredService<GuardInstruments>(),
                provider.GetRequiredService<ILogger<GuardPipeline>>()).AddTo(pipeline);
        });
    }
}
