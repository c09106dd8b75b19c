namespace Arena.Backplane.Ledger;

/// <summary>The ports' methods under the names that they had on the ledger. To be removed with its last caller.</summary>
public static class LedgerUmbrella
{
    public static Task<LeagueEntry> CreateLeagueAsync(this ILedger ledger, NewLeague league, CancellationToken cancellationToken) =>
        ledger.Leagues.CreateAsync(league, cancellationToken);

    public static Task<int> AddTasksAsync(
        this ILedger ledger, string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken) =>
        ledger.Tasks.AddAsync(leagueId, tasks, cancellationToken);

    public static Task<IReadOnlyList<LeagueEntry>> ListLeaguesAsync(this ILedger ledger, CancellationToken cancellationToken) =>
        ledger.Leagues.ListAsync(cancellationToken);

    public static Task<LeagueEntry> CompleteLeagueAsync(this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Leagues.CompleteAsync(leagueId, cancellationToken);

    public static Task<LeagueEntry> PauseLeagueAsync(this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Leagues.PauseAsync(leagueId, cancellationToken);

    public static Task<LeagueEntry> ResumeLeagueAsync(this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Leagues.ResumeAsync(leagueId, cancellationToken);

    public static Task<LeagueEntry> StopLeagueAsync(this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Leagues.StopAsync(leagueId, cancellationToken);

    public static Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        this ILedger ledger, string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents,
        CancellationToken cancellationToken) =>
        ledger.Tasks.ClaimAsync(leagueId, session, max, absentAgents, cancellationToken);

    public static Task<IReadOnlyCollection<string>> ReleaseAsync(
        this ILedger ledger, string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken) =>
        ledger.Tasks.ReleaseAsync(session, taskIds, cancellationToken);

    public static Task<IReadOnlyCollection<string>> ReleaseAllButAsync(
        this ILedger ledger, string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken) =>
        ledger.Tasks.ReleaseAllButAsync(session, kept, cancellationToken);

    public static Task<IReadOnlyList<HeldTasks>> ListHeldAsync(this ILedger ledger, CancellationToken cancellationToken) =>
        ledger.Tasks.ListHeldAsync(cancellationToken);

    public static Task<IReadOnlyList<RecordOutcome>> RecordAsync(
        this ILedger ledger, IReadOnlyList<NewResult> results, CancellationToken cancellationToken) =>
        ledger.Results.RecordAsync(results, cancellationToken);

    public static IAsyncEnumerable<LedgerResult> ReadResultsAsync(
        this ILedger ledger, string leagueId, long after, CancellationToken cancellationToken) =>
        after == 0 ? ledger.Results.ReadAsync(leagueId, cancellationToken) : throw new NotSupportedException();

    public static Task<RecordedMatch?> FindMatchAsync(
        this ILedger ledger, string leagueId, int index, CancellationToken cancellationToken) =>
        ledger.Results.FindAsync(leagueId, index, cancellationToken);

    public static Task RecordVerificationAsync(this ILedger ledger, RecheckFinding finding, CancellationToken cancellationToken) =>
        ledger.Rechecks.RecordAsync(finding, cancellationToken);

    public static Task<IReadOnlyList<RecheckFinding>> ListVerificationsAsync(
        this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Rechecks.ListAsync(leagueId, cancellationToken);

    public static Task AddRatingsAsync(
        this ILedger ledger, string leagueId, IReadOnlyCollection<RoundRating> ratings, CancellationToken cancellationToken) =>
        ledger.Ratings.AddAsync(leagueId, ratings, cancellationToken);

    public static Task<IReadOnlyList<RoundRating>> ListRatingsAsync(
        this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Ratings.ListAsync(leagueId, cancellationToken);

    public static Task<int> LastRatedRoundAsync(this ILedger ledger, string leagueId, CancellationToken cancellationToken) =>
        ledger.Ratings.LastRoundAsync(leagueId, cancellationToken);

    public static Task<IReadOnlyList<LedgerEvent>> ReadOutboxAsync(this ILedger ledger, int max, CancellationToken cancellationToken) =>
        ledger.Outbox.ReadAsync(max, cancellationToken);

    public static Task AcknowledgeOutboxAsync(this ILedger ledger, long upToId, CancellationToken cancellationToken) =>
        ledger.Outbox.AcknowledgeAsync(upToId, cancellationToken);
}
