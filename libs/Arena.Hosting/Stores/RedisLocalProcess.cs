using Arena.Hosting.Processes;
using Arena.Hosting.Stores;
using HealthChecks.Redis;

namespace Aspire.Hosting;

/// <summary>Redis without containers.</summary>
public static class RedisLocalProcess
{
    /// <summary>
    /// When the app host runs and no container engine answers, or <c>Arena:Stores</c> is <c>process</c>, Redis is a private
    /// <c>redis-server</c> of this machine: same name, connection string, health check, logs and waits. It keeps its data if it has a volume.
    /// A connection string in the configuration uses that server instead; if none is installed the app host says so, and those that refer
    /// to it are told no connection string. Published, it is the official container.
    /// </summary>
    public static IResourceBuilder<RedisResource> RunAsLocalProcess(this IResourceBuilder<RedisResource> redis)
    {
        var store = new LocalStore(redis.ApplicationBuilder, redis.Resource, new StoreKind
        {
            Script = "redis.sh",
            Endpoint = redis.Resource.PrimaryEndpoint.EndpointName,
            Product = "Redis",
            Package = "redis-server",
            Password = redis.Resource.PasswordParameter,
            FindProgram = _ => InstalledProgram.Find("redis-server"),
            HealthCheck = connectionString => new RedisHealthCheck(connectionString),
        });

        // Where the developer has a certificate, Aspire would have the container speak TLS.
#pragma warning disable ASPIRECERTIFICATES001
        return store.Attach() ? redis.WithoutHttpsCertificate() : redis;
#pragma warning restore ASPIRECERTIFICATES001
    }
}
