namespace Arena.Core.Proofs;

/// <summary>What a league was created with: all that its entry in the chain is the digest of. Where it is in its life changes.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Game">The game's name.</param>
/// <param name="Seed">What the schedule and its matches are a function of.</param>
/// <param name="Document">The league document in canonical JSON.</param>
/// <param name="Matches">How many matches the whole league has.</param>
/// <param name="CreatedAt">In UTC to the microsecond.</param>
public sealed record LeagueContent(
    string Id, string Name, string Game, ulong Seed, string Document, int Matches, DateTimeOffset CreatedAt)
{
    // So that no league has the digest of a result.
    private const string Kind = "arena.league.1";

    /// <summary>SHA-256 over all of it (32 bytes).</summary>
    public byte[] Digest()
    {
        var bytes = new ChainBytes();
        bytes.Write(Kind);
        bytes.Write(Id);
        bytes.Write(Name);
        bytes.Write(Game);
        bytes.Write(unchecked((long)Seed));
        bytes.Write(Document);
        bytes.Write(Matches);
        bytes.Write(CreatedAt);
        return bytes.Digest();
    }
}
