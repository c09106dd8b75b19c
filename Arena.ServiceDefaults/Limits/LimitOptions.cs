using System.ComponentModel.DataAnnotations;

namespace Arena.ServiceDefaults.Limits;

/// <summary>Configuration section <c>Limits</c>: how much of a service one caller, one tenant and all together may take.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Calls a second of one key or token, in the long run. Default 500; 0 is no limit.</summary>
    [Range(0, 1_000_000)]
    public int PerKey { get; set; } = 500;

    /// <summary>Calls a second of one tenant, all its keys together, in the long run. Default 2,000; 0 is no limit.</summary>
    [Range(0, 1_000_000)]
    public int PerTenant { get; set; } = 2_000;

    /// <summary>How many seconds' worth of calls may come at once. Default 2.</summary>
    [Range(1, 3_600)]
    public int Burst { get; set; } = 2;

    /// <summary>
    /// Whether calls are counted over all replicas together, in the server that the connection string <c>redis</c> names. Default: no.
    /// </summary>
    public bool Shared { get; set; }

    /// <summary>
    /// How many wrong keys a minute are looked at from one address that is not this machine's; then only those that were good within the
    /// last hour are, until some of the minute is over. Default 60; 0 is no limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int Guesses { get; set; } = 60;

    /// <summary>
    /// Calls that run at the same time, streams not counted. From three quarters of it on, those of the background are turned away; from
    /// all of it on, every one. Default 256; 0 is no limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int Concurrency { get; set; } = 256;

    /// <summary>
    /// How long a call over HTTP may take, streams not counted. Default 1 min. Calls over gRPC bring deadlines of their own.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Time { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest body of a request over HTTP, in bytes, where an endpoint sets no smaller limit. Default 8 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int BodySize { get; set; } = 8 * 1024 * 1024;
}
