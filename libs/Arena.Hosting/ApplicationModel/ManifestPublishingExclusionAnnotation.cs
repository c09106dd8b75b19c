namespace Arena.Hosting.ApplicationModel;

/// <summary>The resource belongs to this machine and is left out of everything that is published.</summary>
internal sealed class ManifestPublishingExclusionAnnotation : IResourceAnnotation;
