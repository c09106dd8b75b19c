using Grpc.Core;

namespace Arena.ServiceDefaults.Access;

/// <summary>What a node shows to the control plane and to other nodes.</summary>
public static class NodeHeaders
{
    /// <summary>Its key, if it has one.</summary>
    public static Metadata Of(AccessOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var headers = new Metadata();
        if (options.NodeKey is { } key)
            headers.Add("authorization", $"Bearer {key}");
        return headers;
    }
}
