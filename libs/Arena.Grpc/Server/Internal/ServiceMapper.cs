using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes the endpoints of one service: everything that can be known before a call is settled here.</summary>
internal static class ServiceMapper<TService>
    where TService : class
{
    internal static IReadOnlyList<IEndpointConventionBuilder> Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var settings = ServerSettings.Merge(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
            services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value,
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TService).FullName ?? typeof(TService).Name));
        var binder = new HandlerBinder<TService>(settings, services.GetRequiredService<IGrpcServiceActivator<TService>>());
        FindBindMethod().Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);

        var endpoints = new List<IEndpointConventionBuilder>();
        foreach (var bound in binder.Methods)
            endpoints.Add(Map(routes, bound));
        foreach (var service in binder.Methods.Select(m => m.Method.ServiceName).Distinct().Order(StringComparer.Ordinal))
            if (!settings.IgnoreUnknownServices)
                UnimplementedEndpoints.MapUnknownMethods(routes, service);
        return endpoints;
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, BoundMethod bound)
    {
        var endpoint = routes.Map(RoutePatternFactory.Parse(bound.Method.FullName), bound.Handle);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {bound.Method.FullName}";
            builder.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
            foreach (var attribute in typeof(TService).GetCustomAttributes(inherit: true))
                builder.Metadata.Add(attribute);
            foreach (var attribute in bound.Implementation.GetCustomAttributes(inherit: true))
                builder.Metadata.Add(attribute);
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), bound.Method));
        });
        return endpoint;
    }

    private static MethodInfo FindBindMethod()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } bind)
                continue;
            return bind.BindType.GetMethod(
                bind.BindMethodName,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
                [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException(
                    $"{bind.BindType} has no static method {bind.BindMethodName}(ServiceBinderBase, {type.Name}).");
        }

        throw new InvalidOperationException(
            $"{typeof(TService)} is no gRPC service: none of its base types carries [BindServiceMethod].");
    }
}
