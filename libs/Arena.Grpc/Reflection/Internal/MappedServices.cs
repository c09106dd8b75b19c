using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.Reflection.Internal;

/// <summary>The descriptors of the services that are mapped to endpoints, reflection included.</summary>
internal static class MappedServices
{
    internal static IEnumerable<ServiceDescriptor> Describe(EndpointDataSource endpoints) =>
        endpoints.Endpoints
            .Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(Describe)
            .OfType<ServiceDescriptor>();

    /// <summary>The generated class a service is bound by has the descriptor; a hand-made binding may have none.</summary>
    private static ServiceDescriptor? Describe(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } bind)
                return bind.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
        return null;
    }
}
