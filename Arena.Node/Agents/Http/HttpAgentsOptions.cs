using System.ComponentModel.DataAnnotations;

namespace Arena.Node.Agents.Http;

/// <summary>Configuration section <c>HttpAgents</c>.</summary>
public sealed class HttpAgentsOptions
{
    /// <summary>
    /// The hosts that league documents may name, as <c>host</c> or <c>host:port</c>; <c>*</c> is any. Whoever starts a league
    /// makes this node send requests there: name only hosts that may get them. Default: this machine.
    /// </summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>The longest reply that is read, in bytes. Default 64 KiB.</summary>
    [Range(16, 16 * 1024 * 1024)]
    public int MaxReplyBytes { get; set; } = 64 * 1024;

    /// <summary>How long a connection may take to be made, however long the agent may think. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ErrorMessage = "HttpAgents:ConnectTimeout must be a millisecond to ten minutes")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal bool Allows(Uri address)
    {
        if (Hosts.Count == 0)
            return address.IsLoopback;
        return Hosts.Any(host => host == "*"
            || host.Equals(address.Host, StringComparison.OrdinalIgnoreCase)
            || host.Equals($"{address.Host}:{address.Port}", StringComparison.OrdinalIgnoreCase));
    }
}
