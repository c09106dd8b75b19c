using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>What a store's image needs to be told, and to be allowed, where it is deployed.</summary>
internal sealed class ContainerDeploymentAnnotation : IResourceAnnotation
{
    /// <summary>Replaces the image's own program; empty for that one.</summary>
    public string? Entrypoint { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Exits with 0 when the store is healthy.</summary>
    public required IReadOnlyList<string> HealthCommand { get; init; }

    /// <summary>The image's account for the store; never root.</summary>
    public required int UserId { get; init; }

    /// <summary>Where its data lies, kept or not.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where it writes besides its data: kept in memory, since everything else is read-only.</summary>
    public IReadOnlyList<string> ScratchPaths { get; init; } = [];

    /// <summary>The image rewrites its own configuration when it starts, and so needs a root file system that can be written to.</summary>
    public bool WritesToItsRoot { get; init; }
}
