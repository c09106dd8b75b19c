using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting;

public static class RedisBuilderExtensions
{
    private const int ContainerPort = 6379;

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    /// <summary>
    /// A Redis server: the one that <c>ConnectionStrings:name</c> names, else a private one from the installed binary, else none.
    /// </summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var redis = new RedisResource(name, secret);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, _ => new RedisHealthCheck(redis), null, null));
        return builder.AddResource(redis)
            .WithEndpoint(port, ContainerPort, name: RedisResource.PrimaryEndpointName)
            .WithHealthCheck(check)
            .WithAnnotation(new RedisService(redis));
    }

    /// <summary>Keeps the data from one run to the next.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        if (isReadOnly)
            throw new ArgumentException($"'{builder.Resource.Name}' writes to its data; its volume cannot be read-only.", nameof(isReadOnly));
        return builder.WithAnnotation(new ContainerMountAnnotation(name ?? builder.Resource.Name, "/data", ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Writes a snapshot whenever so many keys changed within the interval (a minute unless told).</summary>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.WithAnnotation(new RedisPersistenceAnnotation(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);
}
