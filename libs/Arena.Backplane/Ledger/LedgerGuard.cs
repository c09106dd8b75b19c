namespace Arena.Backplane.Ledger;

/// <summary>What every store asks of what it is given.</summary>
internal static class LedgerGuard
{
    /// <summary>A new league's tasks, each looked at as it is read.</summary>
    public static IEnumerable<NewTask> TasksOf(NewLeague league)
    {
        var last = -1;
        foreach (var task in league.Tasks)
        {
            Check(league.Id, league.Matches, task);
            if (task.Index <= last)
                throw new ArgumentException($"League '{league.Id}' names match {task.Index} after match {last}.", nameof(league));
            last = task.Index;
            yield return task;
        }
    }

    /// <summary>Tasks of a league's later rounds, in any order.</summary>
    public static void Check(LeagueEntry league, IReadOnlyCollection<NewTask> tasks)
    {
        foreach (var task in tasks)
            Check(league.Id, league.Matches, task);
    }

    /// <summary>Quotas that a tenant is to have.</summary>
    public static void Check(string tenant, TenantQuotas quotas)
    {
        if (tenant == ITenantStore.Default)
            throw new ArgumentException($"Tenant '{tenant}' runs the system: it has no quotas.", nameof(tenant));
        if (quotas.Leagues < 0 || quotas.Matches < 0 || quotas.Keys < 0)
            throw new ArgumentException($"A quota is negative: {quotas.ToText()}.", nameof(quotas));
    }

    /// <summary>Whether a store can hold a result. No database takes a NUL in its text.</summary>
    public static bool CanHold(NewResult result)
    {
        if (result.Match.Scores.Length != result.Match.Verdicts.Length)
            return false;
        return !HasNul(result.LeagueId) && !HasNul(result.Node) && !HasNul(result.Match.Reason ?? "");
    }

    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static void Check(string leagueId, int matches, NewTask task)
    {
        if (task.Index < 0 || task.Index >= matches)
            throw new ArgumentException($"League '{leagueId}' has {matches} matches; there is no match {task.Index}.", nameof(task));
    }
}
