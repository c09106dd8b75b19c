namespace Arena.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource, which need not have an address yet, nor exist yet.</summary>
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _endpoint;

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, (endpoint ?? throw new ArgumentNullException(nameof(endpoint))).Name) => _endpoint = endpoint;

    public EndpointReference(IResourceWithEndpoints owner, string endpointName, NetworkIdentifier? contextNetworkId = null)
        : this(owner, endpointName) => ContextNetworkID = contextNetworkId;

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint, NetworkIdentifier? contextNetworkId)
        : this(owner, endpoint) => ContextNetworkID = contextNetworkId;

    public NetworkIdentifier? ContextNetworkID { get; }

    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    public EndpointAnnotation EndpointAnnotation => Find() ?? throw NotFound();

    public bool Exists => Find() is not null;

    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public bool IsHttp => Scheme == "http";

    public bool IsHttps => Scheme == "https";

    /// <summary>The endpoint is called what its scheme is called, so that the scheme alone finds it.</summary>
    public bool IsHttpSchemeNamedEndpoint => EndpointName is "http" or "https";

    public bool TlsEnabled => EndpointAnnotation.TlsEnabled;

    public bool ExcludeReferenceEndpoint => EndpointAnnotation.ExcludeReferenceEndpoint;

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Url => Allocated.UriString;

    public string Host => Allocated.Address;

    public int Port => Allocated.Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' of '{Resource.Name}' has no address yet.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>One text or the other, depending on whether the endpoint turns out to be secured.</summary>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue) =>
        ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    /// <summary>The address as <paramref name="context"/>'s caller should see it: its own, if it asks about itself.</summary>
    internal async ValueTask<AllocatedEndpoint> GetAllocatedAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var annotation = EndpointAnnotation;
        var first = await annotation.AllocatedEndpointSnapshot.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(context.Caller, Resource) && context.CallerReplica < annotation.ReplicaEndpoints.Count
            ? annotation.ReplicaEndpoints[context.CallerReplica]
            : first;
    }

    private EndpointAnnotation? Find() => _endpoint ??= Resource.Annotations.OfType<EndpointAnnotation>()
        .SingleOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private InvalidOperationException NotFound()
    {
        var names = Resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name).ToArray();
        var existing = names.Length == 0 ? "it has no endpoints" : $"it has {string.Join(", ", names)}";
        return new InvalidOperationException($"There is no endpoint '{EndpointName}' on '{Resource.Name}': {existing}.");
    }
}
