namespace Arena.Hosting.Services;

/// <summary>The environment variable in which each replica finds its number, from 0.</summary>
internal sealed record ReplicaIndexAnnotation(string Variable) : IResourceAnnotation;
