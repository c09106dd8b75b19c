using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Decides between data that lasts and data that ends with the run.</summary>
internal static class StoreChoice
{
    public static StoreDirectory Open(IResource resource, EngineContext engine)
    {
        if (engine.State.ServiceRootNote is { } note)
            engine.Console.Say($"{resource.Name}: {note}");
        if (MountOf(resource) is not { } mount || engine.State.IsEphemeral)
            return engine.State.OpenThrowAway(resource.Name);
        if (engine.State.TryOpen(mount) is { } volume)
            return volume;
        if (engine.State.HasVolumesOfItsOwn)
            throw new DistributedApplicationException($"{resource.Name}: another app host is using its data in {engine.State.Shorten(engine.State.Volumes ?? mount.LocalDirectory)}.");

        engine.Console.Say($"{resource.Name}: another app host of this checkout is using its data, so this one begins with none and keeps none");
        return engine.State.OpenThrowAway(resource.Name);
    }

    private static ContainerMountAnnotation? MountOf(IResource resource)
    {
        if (resource.TryGetLastAnnotation<ContainerMountAnnotation>(out var mount))
            return mount;
        return resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var lasting) && lasting.Lifetime == ContainerLifetime.Persistent
            ? new ContainerMountAnnotation(resource.Name, "/", ContainerMountType.Volume, isReadOnly: false)
            : null;
    }
}
