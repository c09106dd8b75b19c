using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>
/// What a container needs to be told, and to be allowed, where it is deployed. Known for projects and for the stores of this
/// library; any other container runs as its image says, unchecked, unless <c>WithAnnotation</c> gives it one.
/// </summary>
/// <param name="UserId">The account that it runs as, never 0; null for the image's own.</param>
/// <param name="HealthCommand">Exits with 0 when the container is healthy; empty when nothing tells.</param>
/// <param name="ScratchPaths">Where it writes what is gone when it ends: kept in memory, unless it has a volume there.</param>
/// <param name="HasReadOnlyRoot">Whether everything else is read-only to it.</param>
/// <param name="MemoryMegabytes">How much memory it may take, in MiB. More than that ends it.</param>
public sealed record ContainerDeployment(
    int? UserId, IReadOnlyList<string> HealthCommand, IReadOnlyList<string> ScratchPaths, bool HasReadOnlyRoot, int MemoryMegabytes = 1024)
    : IResourceAnnotation
{
    private static readonly ContainerDeployment _asTheImageSays = new(null, [], [], HasReadOnlyRoot: false);

    // The account that .NET's images have for applications.
    private static readonly ContainerDeployment _project = new(1654, [], ["/tmp"], HasReadOnlyRoot: true, MemoryMegabytes: 512);

    private static readonly ContainerDeployment _postgres = new(
        999,
        ["pg_isready", "-h", "127.0.0.1", "-U", "postgres"],
        ["/tmp", "/var/run/postgresql", "/var/lib/postgresql"],
        HasReadOnlyRoot: true);

    private static readonly ContainerDeployment _redis = new(
        999,
        ["/bin/sh", "-c", "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli ping | grep -q PONG"],
        ["/tmp", "/data"],
        HasReadOnlyRoot: true);

    // The image writes its own configuration when it starts.
    private static readonly ContainerDeployment _kafka = new(
        1000, ["kafka-topics", "--bootstrap-server", "localhost:29092", "--list"], ["/var/lib/kafka/data"], HasReadOnlyRoot: false);

    internal static ContainerDeployment Of(IResource resource) =>
        resource.Annotations.OfType<ContainerDeployment>().LastOrDefault() ?? resource switch
        {
            ProjectResource => _project,
            PostgresServerResource => _postgres,
            RedisResource => _redis,
            KafkaServerResource => _kafka,
            _ => _asTheImageSays,
        };
}
