namespace Arena.Hosting.ApplicationModel;

public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;
