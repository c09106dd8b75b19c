using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Eventing;

namespace Arena.Hosting.Engine;

/// <summary>What every instance's loop uses.</summary>
internal sealed record LoopServices(
    IServiceProvider Provider,
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    IDistributedApplicationEventing Eventing,
    Dependencies Dependencies,
    HealthMonitor Health,
    HostConsole Console,
    ResourceOutput Output);
