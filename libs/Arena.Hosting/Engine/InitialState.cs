using System.Collections.Immutable;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>What is known of an instance before it lives: what it is, where it will be found, what belongs to it.</summary>
internal sealed class InitialState(ResourceNotificationService notifications, EngineContext engine)
{
    private const string ProjectPath = "project.path";
    private const string ExecutablePath = "executable.path";
    private const string WorkingDirectory = "executable.workDir";
    private const string Image = "container.image";

    public async Task PublishAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var urls = await ResourceUrls.OfAsync(instance, engine, cancellationToken).ConfigureAwait(false);
        var embedded = resource.TryGetLastAnnotation<EmbeddedAnnotation>(out var annotation);
        resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon);
        await notifications.PublishUpdateAsync(resource, instance.Id, s => (s with
        {
            State = embedded ? KnownResourceStates.Embedded : s.State ?? KnownResourceStates.NotStarted,
            Urls = [.. s.Urls, .. urls],
            Volumes = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(Describe)],
            Relationships = [.. s.Relationships, .. Relationships(resource)],
            Properties = [.. s.Properties, .. Properties(resource)],
            IsHidden = s.IsHidden || resource.HasAnnotationOfType<HiddenAnnotation>(),
            IconName = icon?.IconName ?? s.IconName,
            IconVariant = icon?.IconVariant ?? s.IconVariant,
        }).With(KnownProperties.Reason, annotation?.Reason)).ConfigureAwait(false);
    }

    private static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource)
    {
        var said = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(w => new RelationshipSnapshot(w.Resource.Name, "WaitFor"));
        var parent = resource is IResourceWithParent child ? [new RelationshipSnapshot(child.Parent.Name, ResourceRelationshipAnnotation.Parent)] : Array.Empty<RelationshipSnapshot>();
        return [.. said.Concat(waits).Concat(parent).Distinct()];
    }

    private static ImmutableArray<ResourcePropertySnapshot> Properties(IResource resource) => resource switch
    {
        ProjectResource => [new(ProjectPath, resource.Annotations.OfType<IProjectMetadata>().LastOrDefault()?.ProjectPath)],
        ExecutableResource executable => [new(ExecutablePath, executable.Command), new(WorkingDirectory, executable.WorkingDirectory)],
        ContainerResource when resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) => [new(Image, image.FullName)],
        _ => [],
    };

    private static VolumeSnapshot Describe(ContainerMountAnnotation mount) =>
        new(mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly);
}
