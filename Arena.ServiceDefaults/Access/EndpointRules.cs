using System.Runtime.CompilerServices;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Arena.ServiceDefaults.Access;

/// <summary>The rule of whatever is mapped.</summary>
internal static class EndpointRules
{
    // How gRPC maps what it answers with UNIMPLEMENTED.
    private const string Unimplemented = ":grpcunimplemented}";

    private static readonly ConditionalWeakTable<Endpoint, Dictionary<string, AccessRule?>> _found = [];

    /// <summary>Null: nobody may call it.</summary>
    public static AccessRule? Of(Endpoint endpoint, string method)
    {
        var rules = _found.GetOrCreateValue(endpoint);
        lock (rules)
        {
            if (!rules.TryGetValue(method, out var rule))
                rules[method] = rule = Find(endpoint, method);
            return rule;
        }
    }

    private static AccessRule? Find(Endpoint endpoint, string method)
    {
        if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc)
            return AccessTable.OfRpc(rpc.Method.FullName.TrimStart('/'));
        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } route })
            return null;
        return route.EndsWith(Unimplemented, StringComparison.Ordinal) ? AccessRule.Everybody : AccessTable.OfRoute(method, route);
    }
}
