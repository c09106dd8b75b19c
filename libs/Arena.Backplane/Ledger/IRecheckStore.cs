namespace Arena.Backplane.Ledger;

/// <summary>What other nodes say of matches that were played.</summary>
public interface IRecheckStore
{
    /// <summary>Records that a match was played again by another node; the first word of a node on a match stands.</summary>
    /// <exception cref="StaleGrantException">Somebody else decides about the league by now.</exception>
    Task RecordAsync(RecheckFinding finding, Grant grant, CancellationToken cancellationToken);

    /// <summary>What was said of a league's matches, in the order in which it was recorded.</summary>
    Task<IReadOnlyList<RecheckFinding>> ListAsync(string leagueId, CancellationToken cancellationToken);
}
