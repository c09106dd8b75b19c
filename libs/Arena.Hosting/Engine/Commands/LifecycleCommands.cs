using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Hosting.Engine;

/// <summary>Start, stop and restart, for everything that can be.</summary>
internal static class LifecycleCommands
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(6);

    private static readonly string[] _startable =
        [KnownResourceStates.NotStarted, KnownResourceStates.Waiting, .. KnownResourceStates.TerminalStates];

    private static readonly string[] _stoppable = [KnownResourceStates.Running, KnownResourceStates.Waiting, KnownResourceStates.RuntimeUnhealthy];

    public static void AddTo(IResource resource)
    {
        // What finds its own address finds another one the next time, and those who know the first would not hear of it.
        if (resource is not IComputeResource || resource.IsEmbedded() || resource.IsExternal() || resource.Annotations.OfType<EndpointAnnotation>().Any(e => e.AllocatesItself))
            return;

        Add(resource, KnownResourceCommands.StartCommand, "Start", "Play", s => _startable.Contains(s), (c, token) => c.StartAsync(token));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop", s => _stoppable.Contains(s), (c, token) => c.StopAsync(_grace, token));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", s => s == KnownResourceStates.Running, (c, token) => c.RestartAsync(_grace, token));
    }

    private static void Add(
        IResource resource, string name, string displayName, string icon, Func<string, bool> isPossible, Func<InstanceController, CancellationToken, Task> run)
    {
        // The app host may have a command of that name of its own.
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(c => c.Name == name))
            return;

        resource.Annotations.Add(new ResourceCommandAnnotation(name, displayName, ExecuteAsync, new CommandOptions
        {
            IconName = icon,
            IconVariant = IconVariant.Filled,
            IsHighlighted = name != KnownResourceCommands.RestartCommand,
            UpdateState = StateOf,
        }));

        ResourceCommandState StateOf(UpdateCommandStateContext context) =>
            isPossible(context.ResourceSnapshot.State?.Text ?? "") ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

        async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
        {
            await run(context.ServiceProvider.GetRequiredService<InstanceControllers>().Of(context.ResourceName), context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        }
    }
}
