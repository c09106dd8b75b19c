namespace Arena.Hosting.ApplicationModel;

/// <summary>A part of the distributed application: a name, and annotations that say everything else.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}
