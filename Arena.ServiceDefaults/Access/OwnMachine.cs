using System.Net;

namespace Arena.ServiceDefaults.Access;

/// <summary>Names by which this machine is reached from itself alone.</summary>
internal static class OwnMachine
{
    /// <param name="host">A name or an address, without a port; of IPv6 with its brackets or without.</param>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
