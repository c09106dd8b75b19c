using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Waits for what a resource was told to wait for. Every replica of a dependency counts.</summary>
internal sealed class Dependencies(ResourceNotificationService notifications, WaitBehavior defaultBehavior)
{
    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(
            from wait in resource.Annotations.OfType<WaitAnnotation>()
            from dependency in ResourceInstance.Of(wait.Resource)
            select WaitAsync(wait, dependency, cancellationToken));

    private async Task WaitAsync(WaitAnnotation wait, ResourceInstance dependency, CancellationToken cancellationToken)
    {
        var gaveUp = wait.WaitType == WaitType.WaitForCompletion
            || (wait.WaitBehavior ?? defaultBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await notifications.WaitForResourceAsync(
            dependency.Id,
            e => IsOver(wait, e.Snapshot) || (gaveUp && ResourceNotificationService.IsTerminal(e.Snapshot)),
            cancellationToken).ConfigureAwait(false);

        var snapshot = reached.Snapshot;
        if (!IsOver(wait, snapshot))
            throw new DistributedApplicationException($"it waits for '{dependency.Id}', which is {Describe(snapshot)}");
    }

    private static bool IsOver(WaitAnnotation wait, CustomResourceSnapshot snapshot) => snapshot.State?.Text switch
    {
        null => false,
        var state when state == KnownResourceStates.Embedded => true,
        var state => wait.WaitType switch
        {
            WaitType.WaitUntilHealthy => snapshot.IsHealthyAndReady,
            WaitType.WaitUntilStarted => state == KnownResourceStates.Running,
            _ => ResourceNotificationService.IsTerminal(snapshot) && state != KnownResourceStates.FailedToStart && snapshot.ExitCode == wait.ExitCode,
        },
    };

    private static string Describe(CustomResourceSnapshot snapshot) =>
        snapshot.ExitCode is { } code ? $"{snapshot.State!.Text} with exit code {code}" : snapshot.State!.Text;
}
