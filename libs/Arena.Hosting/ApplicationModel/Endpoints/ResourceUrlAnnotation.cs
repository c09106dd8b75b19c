namespace Arena.Hosting.ApplicationModel;

/// <summary>An address shown to people.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The highest comes first; those without come last.</summary>
    public int? DisplayOrder;

    public required string Url { get; set; }

    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }

    public UrlDisplayLocation DisplayLocation { get; set; }

    internal ResourceUrlAnnotation At(EndpointReference endpoint) => Endpoint is not null
        ? this
        : new ResourceUrlAnnotation { Url = Url, DisplayText = DisplayText, DisplayOrder = DisplayOrder, DisplayLocation = DisplayLocation, Endpoint = endpoint };
}
