namespace Arena.Backplane.Ledger;

/// <summary>
/// The state of the arena: leagues, their tasks and the hash-chained results. The decision whether a result counts
/// is made in the store, atomically: one result per task, whoever delivers it and however often.
/// </summary>
/// <remarks>Every method may be called from any thread. A store that cannot be reached throws; nothing is half-applied.</remarks>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Which store this is and what it promises.</summary>
    LedgerStore Store { get; }

    /// <summary>Makes the store ready: applies migrations. Called once, before anything else.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the store cannot be reached.</summary>
    Task PingAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts a league and the tasks that are known so far in the ledger, in one transaction with its outbox event.
    /// Returns the entry, or the one that was there before when the id is taken (compare the documents).
    /// </summary>
    Task<LeagueEntry> CreateLeagueAsync(NewLeague league, CancellationToken cancellationToken);

    /// <summary>
    /// Adds tasks of a league's later rounds, all in one transaction. One whose index is there already is left as it is, so
    /// the same round may be offered again. Returns how many were new.
    /// </summary>
    /// <remarks>A league that was stopped gets none.</remarks>
    /// <exception cref="ArgumentException">The league has fewer matches than an index says; nothing is added.</exception>
    Task<int> AddTasksAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken);

    /// <summary>All leagues, oldest first.</summary>
    Task<IReadOnlyList<LeagueEntry>> ListLeaguesAsync(CancellationToken cancellationToken);

    /// <summary>Marks a league completed if all its matches have results and it was not stopped. Returns the entry as it is now.</summary>
    Task<LeagueEntry> CompleteLeagueAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>Lets a running league wait: its tasks are not claimed until it is resumed. Returns the entry as it is now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    Task<LeagueEntry> PauseLeagueAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>Lets a paused league go on. Returns the entry as it is now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    Task<LeagueEntry> ResumeLeagueAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a league that runs or waits, and withdraws its open tasks, whoever holds them. Returns the entry as it is now.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    Task<LeagueEntry> StopLeagueAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>
    /// Hands up to <paramref name="max"/> pending tasks of a league to a session, in schedule order, leaving out those in
    /// which an absent agent (by its position in the league) sits; none while the league is paused. Two callers never get the same task.
    /// </summary>
    Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents, CancellationToken cancellationToken);

    /// <summary>
    /// Makes tasks that a session holds pending again; all of them when <paramref name="taskIds"/> is null.
    /// Returns the leagues concerned.
    /// </summary>
    Task<IReadOnlyCollection<string>> ReleaseAsync(string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken);

    /// <summary>Makes tasks that a session holds pending again, all but these. Returns the leagues concerned.</summary>
    Task<IReadOnlyCollection<string>> ReleaseAllButAsync(string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken);

    /// <summary>Assigned tasks by session and league.</summary>
    Task<IReadOnlyList<HeldTasks>> ListHeldAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Records results. Each one closes its task, joins the chain and enters the outbox in a transaction of its own;
    /// the call returns when all of them are durable. Outcomes are in the order of <paramref name="results"/>.
    /// </summary>
    Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken);

    /// <summary>Results in chain order with a sequence above <paramref name="after"/>, of one league or of all.</summary>
    IAsyncEnumerable<LedgerResult> ReadResultsAsync(string? leagueId, long after, CancellationToken cancellationToken);

    /// <summary>The result of one match of a league, with who sat where; null while there is none.</summary>
    Task<RecordedMatch?> FindMatchAsync(string leagueId, int index, CancellationToken cancellationToken);

    /// <summary>Records that a match was played again by another node; the first word of a node on a match stands.</summary>
    Task RecordVerificationAsync(Verification verification, CancellationToken cancellationToken);

    /// <summary>Matches that were played again, of one league or of all, in the order in which that was recorded.</summary>
    Task<IReadOnlyList<Verification>> ListVerificationsAsync(string? leagueId, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the ratings after rounds of a league, all of them or none. They follow from the results, so a row that is there
    /// already is left as it is.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such league; nothing is added.</exception>
    Task AddRatingsAsync(string leagueId, IReadOnlyCollection<RoundRating> ratings, CancellationToken cancellationToken);

    /// <summary>The ratings that are kept of a league, by round, then agent.</summary>
    Task<IReadOnlyList<RoundRating>> ListRatingsAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>The last round of which ratings are kept; 0 when there is none.</summary>
    Task<int> LastRatedRoundAsync(string leagueId, CancellationToken cancellationToken);

    /// <summary>The oldest events that were not acknowledged yet, in commit order.</summary>
    Task<IReadOnlyList<LedgerEvent>> ReadOutboxAsync(int max, CancellationToken cancellationToken);

    /// <summary>Forgets the outbox events up to and including this id.</summary>
    Task AcknowledgeOutboxAsync(long upToId, CancellationToken cancellationToken);
}
