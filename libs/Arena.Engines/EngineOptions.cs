using System.ComponentModel.DataAnnotations;

namespace Arena.Engines;

/// <summary>How chess engines are run. In a node: configuration section <c>Engines</c>.</summary>
public sealed class EngineOptions
{
    /// <summary>How long an engine may take to start. Default 10 s. Then it forfeits.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Engines:StartTimeout must be a millisecond to an hour")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take to set its options. Default: as long as to start.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Engines:ReadyTimeout must be a millisecond to an hour")]
    public TimeSpan? ReadyTimeout { get; set; }

    /// <summary>How long it may take to get ready for a match. Default: as long as to start.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Engines:NewGameTimeout must be a millisecond to an hour")]
    public TimeSpan? NewGameTimeout { get; set; }

    /// <summary>How long an engine that could not be started is not tried again, and forfeits at once. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Engines:RetryAfter must be 0 to a day")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an engine may take to end a search, or to quit. Default 1 s. Then it is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00",
        ErrorMessage = "Engines:StopTimeout must be a millisecond to ten minutes: so long a stop may take")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an engine waits for its next match before it is told to quit. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00",
        ErrorMessage = "Engines:IdleTimeout must be a millisecond to a day: so long an idle engine holds its memory")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where each agent has its log, NAME.log: starts, ends, what it says on standard error, and when it fails its last
    /// lines. Null, the default, is no log.
    /// </summary>
    public string? LogDirectory { get; set; }

    /// <summary>Bytes that a log may grow to; then it becomes NAME.log.1, which is overwritten. Default 4 MiB.</summary>
    [Range(1_024d, 1e12, ErrorMessage = "Engines:MaxLogSize must be 1,024 bytes to a terabyte")]
    public long MaxLogSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The processors that engines are pinned to, one for each, in turn; engines with several threads are not. Default: none.
    /// </summary>
    public IReadOnlyList<int> Cpus { get; set; } = [];

    /// <summary>
    /// How many engines may think or start at the same time; the others' clocks stand still until it is their turn. With more of them
    /// than processors an engine loses time to others that it never hears of. Default: any number.
    /// </summary>
    [Range(1, 10_000, ErrorMessage = "Engines:MostThinking must be 1 to 10,000")]
    public int? MostThinking { get; set; }

    /// <summary>
    /// Options of a spec that its engine may lack, by the agent's name: they are left out, and <see cref="Warn"/> is told. Default:
    /// none, an engine that lacks an option is not what its spec says.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OptionsToTry { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Hears what is worth telling people and stops nothing, each time that an engine starts. Default: nobody.</summary>
    public Action<string>? Warn { get; set; }
}
