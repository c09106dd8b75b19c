using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What a replica of the control plane does with a ledger, for tests in which there is none.</summary>
public static class LedgerSteps
{
    /// <summary>The replica that tests are.</summary>
    public const string Replica = "tests";

    /// <summary>Who asks for changes in tests.</summary>
    public static Requester Requester { get; } = new("somebody", "a test", "0af7651916cd43dd8448eb211c80319c");

    /// <summary>The right to decide about a league.</summary>
    public static async Task<Grant> GrantAsync(ILedger ledger, string leagueId) =>
        await ledger.Replicas.TakeAsync(Grant.OfLeague(leagueId), Replica, default)
        ?? throw new InvalidOperationException($"Somebody else decides about '{leagueId}'.");

    /// <summary>Tasks for a session, whose stream is opened if it is not.</summary>
    public static async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        ILedger ledger, string leagueId, string session, int max, IReadOnlyCollection<int>? absent = null)
    {
        var claim = new TaskClaim(leagueId, session, Replica, max) { AbsentAgents = absent ?? [] };
        if (await ledger.Tasks.ClaimAsync(claim, default) is { } tasks)
            return tasks;
        await OpenAsync(ledger, session);
        return (await ledger.Tasks.ClaimAsync(claim, default))!;
    }

    /// <summary>A stream of a node.</summary>
    public static Task<OpenedSession> OpenAsync(ILedger ledger, string session, string replica = Replica, params long[] held) =>
        ledger.Sessions.OpenAsync(new SessionEntry(session, replica, $"node-{session}", [1], []), held, default);

    /// <summary>Marks a league as completed, if it is.</summary>
    public static async Task<LeagueEntry> CompleteAsync(ILedger ledger, string leagueId) =>
        await ledger.Leagues.CompleteAsync(leagueId, await GrantAsync(ledger, leagueId), default);
}
