namespace Arena.Backplane.Ledger;

/// <summary>Where a chain ends, or ended once.</summary>
/// <param name="Ledger">Which ledger: 32 hexadecimal digits, drawn when it was made.</param>
/// <param name="Results">How many results it has.</param>
/// <param name="Leagues">How many leagues it has.</param>
/// <param name="Hash">SHA-256 over all of them (32 bytes).</param>
public sealed record ChainHead(string Ledger, long Results, long Leagues, byte[] Hash)
{
    /// <summary>How many entries the chain has.</summary>
    public long Entries => Results + Leagues;

    /// <summary>What the ledger is called in checkpoints.</summary>
    public string Origin => $"arena/{Ledger}";
}
