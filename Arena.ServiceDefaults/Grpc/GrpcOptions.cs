using System.ComponentModel.DataAnnotations;

namespace Arena.ServiceDefaults.Grpc;

/// <summary>Configuration section <c>Grpc</c>.</summary>
public sealed class GrpcOptions
{
    /// <summary>
    /// Whether callers are told the exceptions of a service that failed. Default: no, they hear UNKNOWN, and the log has the rest.
    /// </summary>
    public bool EnableDetailedErrors { get; set; }

    /// <summary>The largest request that a service takes, in bytes, where it sets no limit of its own. Default 4 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>After how much silence a connection is asked whether it lives. Default 10 s, at least 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long it may take to answer before its calls end. Default 20 s, at least 1 s. Shorter also ends those of a machine that was
    /// merely slow.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
