namespace Arena.Hosting.ApplicationModel;

/// <summary>A fact about a resource, read by the engine (or, later, by a publisher).</summary>
public interface IResourceAnnotation;
