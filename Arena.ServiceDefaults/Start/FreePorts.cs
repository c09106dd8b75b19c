using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Start;

/// <summary>Whether the ports that Kestrel is to listen at are free.</summary>
internal static class FreePorts
{
    /// <summary>
    /// Kestrel says it as well, with two stack traces. Who takes a port between this and Kestrel's own try is told that way.
    /// </summary>
    /// <exception cref="StartFault">Another program listens there, or an address is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is not { Length: > 0 } text)
                continue;

            // Kestrel takes a star or a plus for all addresses.
            var concrete = text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(concrete, UriKind.Absolute, out var url)
                || url.Scheme is not ("http" or "https"))
            {
                throw new StartFault(
                    $"Kestrel:Endpoints:{endpoint.Key}:Url is '{text}', which is no address; wanted one such as http://127.0.0.1:5081.");
            }

            if (url.Port > 0 && Address(url.Host) is { } address)
                Check(endpoint.Key, address, url);
        }
    }

    private static IPAddress? Address(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : host == "localhost" ? IPAddress.Loopback : null;

    private static void Check(string endpoint, IPAddress address, Uri url)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, url.Port));
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new StartFault(
                $"Another program listens at {url.Authority}, where this service's endpoint '{endpoint}' is to be. "
                + $"Stop it, or set Kestrel__Endpoints__{endpoint}__Url to another address.", taken);
        }
    }
}
