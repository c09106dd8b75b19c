using System.ComponentModel.DataAnnotations;

namespace Arena.Node.Agents.Bots;

/// <summary>Configuration section <c>Bots</c>.</summary>
public sealed class BotsOptions
{
    /// <summary>
    /// What a bot must show as <c>authorization: Bearer TOKEN</c>. Default: none, anybody who reaches the port may play;
    /// the AppHost binds it to this machine.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>How long a bot whose stream broke may take to come back before it forfeits its games. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Bots:Resume must be 0 to an hour: so long a bot's games wait for it")]
    public TimeSpan Resume { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Bots connected to one node at most. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxBots { get; set; } = 1_000;
}
