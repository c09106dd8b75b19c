namespace Arena.Backplane.Ledger;

/// <summary>
/// How a league enters the chain: by the digest of what it was created with. Where it is in its life is not in it, and changes.
/// </summary>
public static class LeagueChain
{
    // So that no league has the digest of a result.
    private const string Kind = "arena.league.1";

    /// <summary>SHA-256 over the league's id, name, game, seed, document, number of matches and time (32 bytes).</summary>
    public static byte[] Digest(LeagueEntry league)
    {
        ArgumentNullException.ThrowIfNull(league);
        var bytes = new ChainBytes();
        bytes.Write(Kind);
        bytes.Write(league.Id);
        bytes.Write(league.Name);
        bytes.Write(league.Game);
        bytes.Write(unchecked((long)league.Seed));
        bytes.Write(league.Document);
        bytes.Write(league.Matches);
        bytes.Write(league.CreatedAt);
        return bytes.Digest();
    }
}
