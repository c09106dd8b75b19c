namespace Arena.Hosting.ApplicationModel;

public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Known, but nobody listens there at the moment.</summary>
    public bool IsInactive { get; init; }

    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}
