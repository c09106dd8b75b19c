using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>How a league enters the chain: by the digest of what it was created with.</summary>
public static class LeagueChain
{
    /// <summary>See <see cref="LeagueContent"/> (32 bytes).</summary>
    public static byte[] Digest(LeagueEntry league) => ContentOf(league).Digest();

    /// <summary>What of a league is in the chain.</summary>
    public static LeagueContent ContentOf(LeagueEntry league)
    {
        ArgumentNullException.ThrowIfNull(league);
        return new LeagueContent(
            league.Id, league.Name, league.Game, league.Seed, league.Document, league.Matches, league.CreatedAt);
    }
}
