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

    /// <summary>
    /// For how long there has been nobody who could play a match again when that is given up, once the league's matches are played.
    /// Default 10 s. With a shorter one, nodes that were cut off, and all of them are when the control plane restarts, may come back
    /// too late; with a longer one a league that only one node plays ends that much later.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromSeconds(10);
}
