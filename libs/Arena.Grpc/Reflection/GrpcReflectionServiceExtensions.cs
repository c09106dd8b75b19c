using Grpc.Reflection;
using Grpc.Reflection.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds server reflection.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Adds server reflection, v1 and v1alpha; map it with <c>MapGrpcReflectionService</c>.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // Made at the first call, when every service has been mapped.
        services.TryAddSingleton(provider =>
            new ReflectionAnswers(MappedServices.Describe(provider.GetRequiredService<EndpointDataSource>())));
        services.TryAddSingleton(provider => new ReflectionServiceImpl(provider.GetRequiredService<ReflectionAnswers>()));
        services.TryAddSingleton<ReflectionV1Service>();
        return services;
    }
}
