using System.Net;

namespace Arena.ControlPlane.Replicas;

/// <summary>Where nodes reach a replica.</summary>
internal static class ReplicaAddress
{
    private const string Listening = "Kestrel:Endpoints:grpc:Url";

    /// <summary>The address at which this process listens, if that is one; else empty.</summary>
    public static string Default(IConfiguration configuration) =>
        configuration[Listening] is { } url && CanBeDialled(url) ? url : "";

    /// <summary>Whether it names a host and a port, and not any of this machine's (<c>+</c>, <c>*</c>, 0.0.0.0, <c>[::]</c>; 0).</summary>
    public static bool CanBeDialled(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Port != 0
        && !(IPAddress.TryParse(uri.Host, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)));
}
