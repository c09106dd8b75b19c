using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Answers gRPC calls of methods and services that nobody maps with UNIMPLEMENTED.</summary>
internal static class UnimplementedEndpoints
{
    internal static void MapUnknownMethods(IEndpointRouteBuilder routes, string service) =>
        Map(routes, service + "/{unimplementedMethod}", "Method is unimplemented.");

    internal static void MapUnknownServices(IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        if (options.IgnoreUnknownServices != true)
            Map(routes, "{unimplementedService}/{unimplementedMethod}", "Service is unimplemented.");
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, string detail)
    {
        routes.Map(RoutePatternFactory.Parse(pattern), context =>
        {
            GrpcEventSource.Server.CallUnimplemented(context.Request.Path.Value ?? string.Empty);
            ServerResponse.WriteTrailersOnly(
                context.Response, new Status(StatusCode.Unimplemented, detail), Metadata.Empty);
            return Task.CompletedTask;
        }).Add(builder =>
        {
            builder.DisplayName = $"gRPC - {detail}";
            builder.Metadata.Add(new Marker());
            // Real routes of the same shape win.
            ((RouteEndpointBuilder)builder).Order = int.MaxValue;
        });
    }

    /// <summary>Endpoint metadata by which <see cref="UnimplementedPolicy"/> knows these endpoints.</summary>
    internal sealed class Marker;
}
