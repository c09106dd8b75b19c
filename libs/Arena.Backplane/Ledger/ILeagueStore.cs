namespace Arena.Backplane.Ledger;

/// <summary>Leagues and where they are in their lives. Each change is one transaction with its outbox event, and with its entry in
/// the audit trail where somebody asked for it.</summary>
public interface ILeagueStore
{
    /// <summary>
    /// Puts a league and the tasks that are known so far in the ledger. Returns the entry, or the one that was there before when the id
    /// is taken (compare the documents).
    /// </summary>
    /// <exception cref="ArgumentException">It has more tasks than matches, or one with an index beyond them; nothing is added.</exception>
    /// <exception cref="QuotaExceededException">Its tenant would have more leagues or matches than it may; nothing is added.</exception>
    Task<LeagueEntry> CreateAsync(NewLeague league, Requester by, CancellationToken cancellationToken);

    /// <summary>All leagues, oldest first.</summary>
    Task<IReadOnlyList<LeagueEntry>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Marks a league completed if all its matches have results and it was not stopped. Returns the entry as it is now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    /// <exception cref="StaleGrantException">Somebody else decides about the league by now.</exception>
    Task<LeagueEntry> CompleteAsync(string leagueId, Grant grant, CancellationToken cancellationToken);

    /// <summary>A league; null when there is none with this id.</summary>
    Task<LeagueEntry?> FindAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>Lets a running league wait: its tasks are not claimed until it is resumed. Returns the entry as it is now.</summary>
    /// <param name="leagueId">The league.</param>
    /// <param name="version">Only if this is its <see cref="LeagueEntry.Version"/>; null for whatever it is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    /// <exception cref="StaleVersionException">It has another version; nothing is changed.</exception>
    Task<LeagueEntry> PauseAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken);

    /// <summary>Lets a paused league go on; otherwise as <see cref="PauseAsync"/>.</summary>
    Task<LeagueEntry> ResumeAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a league that runs or waits, and withdraws its open tasks, whoever holds them; otherwise as <see cref="PauseAsync"/>.
    /// </summary>
    Task<LeagueEntry> StopAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken);
}
