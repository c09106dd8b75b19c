using System.Net.Sockets;

namespace Arena.Hosting.ApplicationModel;

/// <summary>A named place where a resource listens, before and after an address has been allocated to it.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly List<AllocatedEndpoint> _replicaEndpoints = [];
    private string? _transport;
    private bool? _isExplicitlyProxied;

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        _transport = transport;
        Name = name ?? UriScheme;
        ModelName.Validate("endpoint", Name);
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        _isExplicitlyProxied = isProxied;
    }

    public ProtocolType Protocol { get; set; }

    public string Name { get; set; }

    public string UriScheme { get; set; }

    /// <summary><c>http</c>, <c>http2</c> or <c>tcp</c>: what is spoken over the connection.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>The port that others connect to; chosen at start when null.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the process listens on; the same as <see cref="Port"/> while nothing stands between.</summary>
    public int? TargetPort { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; }

    public bool IsProxied
    {
        get => _isExplicitlyProxied ?? true;
        set => _isExplicitlyProxied = value;
    }

    /// <summary>What the app host said about standing in between; null when it said nothing.</summary>
    public bool? IsExplicitlyProxied
    {
        get => _isExplicitlyProxied;
        set => _isExplicitlyProxied = value;
    }

    public NetworkIdentifier DefaultNetworkID { get; } = KnownNetworkIdentifiers.LocalhostNetwork;

    public bool TlsEnabled { get; set; }

    /// <summary>Left out of what <c>WithReference</c> injects.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => AllocatedEndpointSnapshot.IsValueSet ? AllocatedEndpointSnapshot.Value : null;
        set
        {
            if (value is not null)
                AllocatedEndpointSnapshot.SetValue(value);
        }
    }

    internal ValueSnapshot<AllocatedEndpoint> AllocatedEndpointSnapshot { get; } = new();

    /// <summary>Where each replica listens, which is what the replicas are told; others are told <see cref="AllocatedEndpoint"/>.</summary>
    internal IReadOnlyList<AllocatedEndpoint> ReplicaEndpoints => _replicaEndpoints;

    /// <summary>Others connect to an address of the engine's, and are passed on.</summary>
    internal bool StandsBetween { get; private set; }

    /// <summary>The variable that tells the process its port, as asked for with <c>WithEndpoint(env: …)</c>.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>
    /// The port that the project uses when it runs alone. It is a wish: taken if it is free and there is only one replica,
    /// so that a second application beside the first gets others.
    /// </summary>
    internal int? PreferredPort { get; set; }

    /// <summary>Came from <c>Kestrel:Endpoints</c>, so the process is told through the same configuration section.</summary>
    internal bool FromKestrelConfiguration { get; set; }

    /// <summary>The service finds its own port when it starts; until then it has no address.</summary>
    internal bool AllocatesItself { get; set; }

    /// <summary>The process itself listens where others connect to.</summary>
    internal void Allocate(AllocatedEndpoint only)
    {
        _replicaEndpoints.Add(only);
        AllocatedEndpoint = only;
    }

    internal void AllocateBehind(AllocatedEndpoint shared, IEnumerable<AllocatedEndpoint> replicas)
    {
        StandsBetween = true;
        _replicaEndpoints.AddRange(replicas);
        AllocatedEndpoint = shared;
    }
}
