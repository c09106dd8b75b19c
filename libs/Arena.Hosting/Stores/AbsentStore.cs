using Microsoft.Extensions.DependencyInjection;

namespace Arena.Hosting.Stores;

/// <summary>
/// A store that is not run here: a configured server is used instead, or there is none, and whoever refers to it is told nothing of it
/// and runs without.
/// </summary>
/// <param name="store">The server, or one database of it.</param>
/// <param name="connectionString">The configured server's; null when there is none.</param>
/// <param name="reason">What is said of it, at start and wherever resources are listed.</param>
internal sealed class AbsentStore(IResource store, string? connectionString, string reason)
{
    /// <summary>
    /// Takes it out of what is run and waited for, and puts the configured server into the environment of those that refer to it.
    /// </summary>
    public void Apply(DistributedApplicationModel model, IServiceProvider services)
    {
        // Only what has an image is run as a container.
        Remove<ContainerImageAnnotation>(store);
        Remove<HealthCheckAnnotation>(store);
        foreach (var other in model.Resources)
        {
            foreach (var wait in other.Annotations.OfType<WaitAnnotation>().Where(w => w.Resource == store).ToArray())
                other.Annotations.Remove(wait);
            if (other is IResourceWithEnvironment && other.Annotations.OfType<EnvironmentCallbackAnnotation>().Any())
                other.Annotations.Add(new EnvironmentCallbackAnnotation(Rewrite));
        }

        var state = connectionString is null
            ? new ResourceStateSnapshot("Not here", KnownResourceStateStyles.Warn)
            : new ResourceStateSnapshot("Configured elsewhere", KnownResourceStateStyles.Info);
        _ = services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(store, s => s with
        {
            State = state,
            Properties = [.. s.Properties.Where(p => p.Name != Reason), new ResourcePropertySnapshot(Reason, reason)],
        });
    }

    /// <summary>The property that says why.</summary>
    public const string Reason = "Reason";

    // Its own values would be waited for in vain: they come from an endpoint that nobody opens.
    private void Rewrite(EnvironmentCallbackContext context)
    {
        var variable = "ConnectionStrings__" + store.Name;
        if (!context.EnvironmentVariables.Remove(variable))
            return;
        var properties = store.Name.ToUpperInvariant().Replace('-', '_') + "_";
        foreach (var name in context.EnvironmentVariables.Keys.Where(k => k.StartsWith(properties, StringComparison.Ordinal)).ToArray())
            context.EnvironmentVariables.Remove(name);
        if (connectionString is not null)
            context.EnvironmentVariables[variable] = connectionString;
    }

    private static void Remove<T>(IResource resource)
        where T : IResourceAnnotation
    {
        foreach (var annotation in resource.Annotations.OfType<T>().ToArray())
            resource.Annotations.Remove(annotation);
    }
}
