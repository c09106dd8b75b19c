namespace Arena.ControlPlane.Rechecks;

/// <summary>Configuration section <c>Rechecks</c>.</summary>
public sealed class RecheckOptions
{
    public const string Section = "Rechecks";

    /// <summary>
    /// How long a node may take to play a match again before another is asked. Default 5 min. A shorter one asks nodes in vain that are
    /// only busy; with a longer one a node that hangs keeps a league from its end for longer.
    /// </summary>
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromMinutes(5);
}
