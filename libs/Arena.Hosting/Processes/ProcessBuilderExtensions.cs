using Arena.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting;

/// <summary>The end of what an app host runs.</summary>
public static class ProcessBuilderExtensions
{
    /// <summary>
    /// Sees to it that nothing outlives a run: the app host ends when the process that <c>ARENA_PARENT_PID</c> names does, and when the
    /// orchestrator does; and when it has ended, so have its processes.
    /// </summary>
    public static IDistributedApplicationBuilder LeaveNothingBehind(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
            return builder;
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<ParentWatch>();
        builder.Services.AddHostedService<OrchestratorWatch>();
        return builder;
    }
}
