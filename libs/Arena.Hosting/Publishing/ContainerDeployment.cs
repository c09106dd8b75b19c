using Aspire.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>
/// What a container needs to be told, and to be allowed, where it is deployed. Known for projects and for the stores of this
/// library; give any other container one with <c>WithAnnotation</c>, or it runs as its image says, unchecked.
/// </summary>
public sealed record ContainerDeployment : IResourceAnnotation
{
    private static readonly ContainerDeployment _asTheImageSays = new();

    // 1654 is the account that .NET's images have for applications.
    private static readonly ContainerDeployment _project = new() { UserId = 1654, ScratchPaths = ["/tmp"], HasReadOnlyRoot = true, MemoryMegabytes = 512 };

    private static readonly ContainerDeployment _postgres = new()
    {
        UserId = 999,
        HealthCommand = ["pg_isready", "-h", "127.0.0.1", "-U", "postgres"],
        DataDirectory = "/var/lib/postgresql",
        ScratchPaths = ["/tmp", "/var/run/postgresql"],
        HasReadOnlyRoot = true,
    };

    private static readonly ContainerDeployment _redis = new()
    {
        UserId = 999,
        HealthCommand = ["/bin/sh", "-c", "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli ping | grep -q PONG"],
        DataDirectory = "/data",
        ScratchPaths = ["/tmp"],
        HasReadOnlyRoot = true,
    };

    // The image writes its own configuration when it starts.
    private static readonly ContainerDeployment _kafka = new()
    {
        UserId = 1000,
        HealthCommand = ["kafka-topics", "--bootstrap-server", "localhost:29092", "--list"],
        DataDirectory = "/var/lib/kafka/data",
    };

    /// <summary>The account that it runs as, never 0; null for the image's own.</summary>
    public int? UserId { get; init; }

    /// <summary>Exits with 0 when the container is healthy; empty when nothing tells.</summary>
    public IReadOnlyList<string> HealthCommand { get; init; } = [];

    /// <summary>Where its data lies, in memory unless the resource has a volume there; null for nowhere.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where it writes besides its data: kept in memory.</summary>
    public IReadOnlyList<string> ScratchPaths { get; init; } = [];

    /// <summary>Whether everything else is read-only to it.</summary>
    public bool HasReadOnlyRoot { get; init; }

    /// <summary>How much memory it may take, in MiB. More than that ends it.</summary>
    public int MemoryMegabytes { get; init; } = 1024;

    internal static ContainerDeployment Of(IResource resource) => resource.Annotations.OfType<ContainerDeployment>().LastOrDefault() ?? resource switch
    {
        ProjectResource => _project,
        PostgresServerResource => _postgres,
        RedisResource => _redis,
        KafkaServerResource => _kafka,
        _ => _asTheImageSays,
    };
}
