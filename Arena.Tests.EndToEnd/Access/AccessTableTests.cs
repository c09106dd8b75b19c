using Arena.ServiceDefaults.Access;
using Arena.Tests.EndToEnd.Grpc;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Everything that a service maps stands in the table of who may call what.</summary>
public sealed class AccessTableTests
{
    [Fact]
    public async Task Everything_that_is_mapped_has_a_row()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await using var federation = await ServiceHost.FederationAsync();
        var rules = new[] { controlPlane, node, federation }.SelectMany(Mapped).ToArray();
        Assert.Equal([], rules.Where(mapped => mapped.Rule is null).Select(mapped => mapped.Name));

        // Whom nobody asks who they are stands here once more.
        Assert.Equal(
            ["* /alive", "* /health", "* /ready", "GET /_framework/opaque-redirect", "GET /not-found",
                "GET /openapi/{documentName}.json", "GET /reference", "GET /refused/{Status:int}", "GET /sign-in", "GET /sign-in/provider",
                "POST /sign-in", "POST /sign-out",
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection"],
            rules.Where(mapped => mapped.Rule?.Least is null && !mapped.Name.StartsWith("HEAD ", StringComparison.Ordinal))
                .Select(mapped => mapped.Name.Split(" /grpc")[0].Split('/') is
                [{ } service, _] && service.StartsWith("grpc.", StringComparison.Ordinal) ? service : mapped.Name)
                .Select(name => name.StartsWith("GET /reference/", StringComparison.Ordinal) ? "GET /reference" : name)
                .Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, AccessRule? Rule)> Mapped(ServiceHost service)
    {
        foreach (var endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue; // files that are the same for everybody
            var route = endpoint.RoutePattern.RawText ?? "";
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc)
                yield return (rpc.Method.FullName.TrimStart('/'), EndpointRules.Of(endpoint, "POST"));
            else if (!route.EndsWith(":grpcunimplemented}", StringComparison.Ordinal))
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
                    yield return ($"{method} {route}", EndpointRules.Of(endpoint, method));
            }
        }
    }
}
