namespace Arena.Hosting.ApplicationModel;

/// <summary>Published as a connection string that somebody fills in, not as a server.</summary>
internal sealed class PublishAsConnectionStringAnnotation : IResourceAnnotation;
