using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Arena.ServiceDefaults.Access;

/// <summary>The rule of whatever is mapped.</summary>
internal static class EndpointRules
{
    // How gRPC maps what it answers with UNIMPLEMENTED.
    private const string Unimplemented = ":grpcunimplemented}";

    private const string OtherMethod = "OTHER";

    private static readonly string[] _methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    private static readonly ConditionalWeakTable<Endpoint, ConcurrentDictionary<string, AccessRule?>> _found = [];

    /// <summary>Null: nobody may call it.</summary>
    public static AccessRule? Of(Endpoint endpoint, string method) => _found.GetOrCreateValue(endpoint).GetOrAdd(
        _methods.Contains(method) ? method : OtherMethod, // callers may make up as many as they like
        static (asked, found) => Find(found, asked), endpoint);

    private static AccessRule? Find(Endpoint endpoint, string method)
    {
        if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc)
            return AccessTable.OfRpc(rpc.Method.FullName.TrimStart('/'));
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return AccessRule.Everybody; // what pages are made with
        if (endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0)
            return AccessRule.Everybody; // what routing says itself: 405, 415
        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } route })
            return null;
        return route.EndsWith(Unimplemented, StringComparison.Ordinal) ? AccessRule.Everybody : AccessTable.OfRoute(method, route);
    }
}
