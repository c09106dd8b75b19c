namespace Arena.Engines;

/// <summary>How chess engines are run. In a node: configuration section <c>Engines</c>.</summary>
public sealed class EngineOptions
{
    /// <summary>How long an engine may take to start, and to get ready for a match. Default 10 s. Then it forfeits.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an engine that could not be started is not tried again, and forfeits at once. Default 30 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an engine may take to end a search, or to quit. Default 1 s. Then it is killed.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an engine waits for its next match before it is told to quit. Default 30 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where each agent has its log, NAME.log: starts, ends, what it says on standard error, and when it fails its last
    /// lines. Null, the default, is no log.
    /// </summary>
    public string? LogDirectory { get; set; }

    /// <summary>Bytes that a log may grow to; then it becomes NAME.log.1, which is overwritten. Default 4 MiB.</summary>
    public long MaxLogSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The processors that engines are pinned to, one for each, in turn; engines with several threads are not. Default: none.
    /// </summary>
    public IReadOnlyList<int> Cpus { get; set; } = [];
}
