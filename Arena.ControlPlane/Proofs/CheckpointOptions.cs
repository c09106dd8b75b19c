namespace Arena.ControlPlane.Proofs;

/// <summary>Configuration section <c>Checkpoints</c>: how often the ledger is signed for, and with what.</summary>
public sealed class CheckpointOptions
{
    public const string Section = "Checkpoints";

    /// <summary>
    /// How often a ledger that has grown is signed for. Default 10 s. What came since the last checkpoint is not proved yet; each takes
    /// about half a kilobyte.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A file with private keys, the newest last, as <c>arena ledger key FILE</c> writes it. Default: none; then the ledger makes a key of
    /// its own and keeps it in its store, where whoever may write every table may sign too.
    /// </summary>
    public string? KeyFile { get; set; }
}
