using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Who is at the other end of a connection.</summary>
internal static class ServerPeer
{
    private static readonly AuthContext Unauthenticated = new(null, []);

    /// <summary>The address as gRPC writes it (gRPC <c>doc/naming.md</c>).</summary>
    internal static string Describe(HttpContext httpContext)
    {
        var connection = httpContext.Connection;
        if (connection.RemoteIpAddress is not { } address)
            return httpContext.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint is UnixDomainSocketEndPoint socket
                ? $"unix:{socket}"
                : "unknown:";
        var port = connection.RemotePort.ToString(CultureInfo.InvariantCulture);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"ipv6:[{address}]:{port}" : $"ipv4:{address}:{port}";
    }

    /// <summary>The client certificate's names, where there is one (X.509 properties as C-core names them).</summary>
    internal static AuthContext Authenticate(HttpContext httpContext)
    {
        if (httpContext.Connection.ClientCertificate is not { } certificate)
            return Unauthenticated;

        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        string? identity = null;
        foreach (var name in AlternativeNames(certificate))
        {
            Add("x509_subject_alternative_name", name);
            identity = "x509_subject_alternative_name";
        }

        if (certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } commonName)
        {
            Add("x509_common_name", commonName);
            identity ??= "x509_common_name";
        }

        return new AuthContext(identity, properties);

        void Add(string key, string value)
        {
            if (!properties.TryGetValue(key, out var list))
                properties[key] = list = [];
            list.Add(AuthProperty.Create(key, Encoding.UTF8.GetBytes(value)));
        }
    }

    private static IEnumerable<string> AlternativeNames(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames());
}
