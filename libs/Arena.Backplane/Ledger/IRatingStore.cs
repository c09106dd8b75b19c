namespace Arena.Backplane.Ledger;

/// <summary>The agents' ratings, round by round. They follow from the results; here they need not be computed again.</summary>
public interface IRatingStore
{
    /// <summary>
    /// Keeps the ratings after rounds of a league, all of them or none. A row that is there already is left as it is.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such league; nothing is added.</exception>
    /// <exception cref="StaleGrantException">Somebody else decides about the league by now.</exception>
    Task AddAsync(string leagueId, IReadOnlyCollection<RoundRating> ratings, Grant grant, CancellationToken cancellationToken);

    /// <summary>The ratings that are kept of a league, by round, then agent; none when there is no such league.</summary>
    Task<IReadOnlyList<RoundRating>> ListAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>The last round of which ratings are kept; 0 when there is none.</summary>
    Task<int> LastRoundAsync(string leagueId, CancellationToken cancellationToken);
}
