namespace Arena.Hosting.ApplicationModel;

/// <summary>The resource is not shown where resources are listed, unless asked for.</summary>
internal sealed class HiddenAnnotation : IResourceAnnotation;
