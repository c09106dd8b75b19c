using Aspire.Hosting.Lifecycle;
using Arena.Hosting.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Arena.AppHost.Runs;

internal static class RunBuilderExtensions
{
    /// <summary>
    /// Says when everything is up and where, ends with a sentence and exit code 1 when something cannot be started, and keeps
    /// <c>.arena/runs/PID.json</c>, by which other programs of the checkout find what runs.
    /// </summary>
    public static void AddRunWatch(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
            return;
        builder.Services.AddSingleton(new RunFolder(Path.Combine(StoreFolders.CheckoutOf(builder.AppHostDirectory), ".arena", "runs")));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddEventingSubscriber<RunWatch>();
        builder.Services.AddLogging(logging => logging
            .AddFilter("Aspire.Hosting", LogLevel.Warning)
            .AddFilter("Aspire.Hosting.Dcp", LogLevel.Critical) // what fails is said by RunWatch
            .AddFilter("Microsoft", LogLevel.Critical));
    }
}
