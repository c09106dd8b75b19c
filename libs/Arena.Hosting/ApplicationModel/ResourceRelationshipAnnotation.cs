namespace Arena.Hosting.ApplicationModel;

public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    internal const string Reference = "Reference";
    internal const string Parent = "Parent";

    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
