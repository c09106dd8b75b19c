using System.Globalization;

namespace Arena.Hosting.Redis;

/// <summary>The parts of a connection string like <c>host:6379,password=…,ssl=true</c> that a health check needs.</summary>
internal sealed record RedisConnection(string Host, int Port, string? User, string? Password, bool Tls)
{
    private const int DefaultPort = 6379;

    public static RedisConnection Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var address = parts.FirstOrDefault(p => !p.Contains('=', StringComparison.Ordinal))
            ?? throw new FormatException("A Redis connection string begins with host:port.");
        var options = parts.Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToLookup(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        var colon = address.LastIndexOf(':');
        var (host, port) = colon < 0
            ? (address, DefaultPort)
            : (address[..colon], int.Parse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture));
        return new RedisConnection(host, port, options["user"].LastOrDefault(), options["password"].LastOrDefault(), options["ssl"].LastOrDefault() is "true" or "True");
    }
}
