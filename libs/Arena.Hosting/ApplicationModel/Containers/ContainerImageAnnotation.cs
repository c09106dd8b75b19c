namespace Arena.Hosting.ApplicationModel;

/// <summary>The image that a deployment runs; on this machine an installed program stands in for it.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public required string Image { get; set; }

    public string? Registry { get; set; }

    public string? Tag { get; set; }

    public string? SHA256 { get; set; }

    internal string FullName =>
        (Registry is { Length: > 0 } registry ? $"{registry}/" : "") + Image + (SHA256 is { } digest ? $"@sha256:{digest}" : $":{Tag ?? "latest"}");
}
