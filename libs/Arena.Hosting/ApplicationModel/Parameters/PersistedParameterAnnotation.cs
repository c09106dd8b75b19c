namespace Arena.Hosting.ApplicationModel;

/// <summary>The value that was made up in the first run is kept for the next ones.</summary>
internal sealed class PersistedParameterAnnotation : IResourceAnnotation;
