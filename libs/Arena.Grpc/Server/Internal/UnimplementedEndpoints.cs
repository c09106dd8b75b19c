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
    private static readonly GrpcRequestConstraint OnlyGrpc = new();

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
        var parsed = RoutePatternFactory.Parse(
            pattern, defaults: null, parameterPolicies: new { unimplementedMethod = OnlyGrpc });
        routes.Map(parsed, context =>
        {
            GrpcEventSource.Log.CallUnimplemented(context.Request.Path.Value ?? string.Empty);
            ServerResponse.WriteTrailersOnly(
                context.Response, new Status(StatusCode.Unimplemented, detail), Metadata.Empty);
            return Task.CompletedTask;
        }).Add(builder =>
        {
            builder.DisplayName = $"gRPC - {detail}";
            // Real routes of the same shape win.
            ((RouteEndpointBuilder)builder).Order = int.MaxValue;
        });
    }

    /// <summary>
    /// Leaves requests that are not gRPC to the rest of the application. (Method metadata would not do: it turns an
    /// unknown page's 404 into 405.)
    /// </summary>
    private sealed class GrpcRequestConstraint : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection) =>
            httpContext is null
            || (HttpMethods.IsPost(httpContext.Request.Method)
                && GrpcProtocol.IsGrpcContentType(httpContext.Request.ContentType));
    }
}
