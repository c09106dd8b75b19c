using Microsoft.Extensions.Logging;

namespace Arena.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources, by name.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>
    /// <paramref name="resourceId"/> names one instance, or the resource: the command is then executed for each of its replicas.
    /// </summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        ArgumentException.ThrowIfNullOrEmpty(commandName);
        var instances = _notifications.Find(resourceId);
        if (instances.Count == 0)
            return CommandResults.Failure($"There is no resource '{resourceId}'; there are: {string.Join(", ", _notifications.Current().Select(e => e.ResourceId))}.");
        var results = await Task.WhenAll(instances.Select(i => ExecuteAsync(i, commandName, cancellationToken))).ConfigureAwait(false);
        return results.FirstOrDefault(r => !r.Success) ?? results[0];
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceEvent instance, string commandName, CancellationToken cancellationToken)
    {
        var commands = instance.Resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        if (commands.FirstOrDefault(c => c.Name == commandName) is not { } command)
            return CommandResults.Failure($"'{instance.ResourceId}' has no command '{commandName}'; it has {(commands.Length == 0 ? "none" : string.Join(", ", commands.Select(c => c.Name)))}.");

        var state = command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = instance.Snapshot, ServiceProvider = _services });
        if (state != ResourceCommandState.Enabled)
            return CommandResults.Failure($"'{commandName}' is not possible while '{instance.ResourceId}' is {instance.Snapshot.State?.Text ?? "not known"}.");

        var logger = _loggers.GetLogger(instance.ResourceId);
        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = instance.ResourceId,
                CancellationToken = cancellationToken,
                Logger = logger,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception fault)
        {
            logger.LogCommandFailed(commandName, fault);
            return CommandResults.Failure($"'{commandName}' of '{instance.ResourceId}' failed: {fault.Message}");
        }
    }
}
