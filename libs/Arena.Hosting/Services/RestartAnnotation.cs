namespace Arena.Hosting.Services;

/// <summary>Marks a resource whose instances are started again.</summary>
internal sealed class RestartAnnotation : IResourceAnnotation;
