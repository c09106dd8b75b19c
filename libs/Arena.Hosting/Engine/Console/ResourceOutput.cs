using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Arena.Hosting.Engine;

/// <summary>Where the lines of resources go: to the console, to whoever watches them, and to the app host's log if that was asked for.</summary>
internal sealed class ResourceOutput(HostConsole console, ResourceLoggerService logs, ILoggerFactory loggers, DistributedApplicationOptions options)
{
    private readonly string _application = options.ApplicationName;

    public Action<string, bool> Of(ResourceInstance instance)
    {
        var log = logs.Of(instance.Id);
        var logger = options.EnableResourceLogging ? loggers.CreateLogger($"{_application}.Resources.{instance.Id}") : null;
        return (line, isError) =>
        {
            log.Append(line, isError);
            if (logger is null)
                console.Write(instance.Id, line);
            else
                logger.LogResourceLine(isError ? LogLevel.Error : LogLevel.Information, line);
        };
    }

    /// <summary>The last words of an instance, for those who want to know why it ended.</summary>
    public IReadOnlyList<string> LastLines(string instanceId, int count) => [.. logs.Of(instanceId).Snapshot().TakeLast(count).Select(l => l.Content)];
}
