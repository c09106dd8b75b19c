namespace Arena.Hosting.ApplicationModel;

/// <summary>The URL of one replica's endpoint, for references that list the replicas one by one.</summary>
internal sealed class ReplicaEndpointReference(EndpointReference endpoint, int replica) : IExpressionValue
{
    // A deployment has one address in front of all replicas.
    public string ValueExpression => endpoint.Property(EndpointProperty.Url).ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var asTheReplica = new ValueProviderContext { Caller = endpoint.Resource, CallerReplica = replica };
        var allocated = await endpoint.GetAllocatedAsync(asTheReplica, cancellationToken).ConfigureAwait(false);
        return allocated.UriString;
    }
}
