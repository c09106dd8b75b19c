namespace Arena.Backplane.Ledger;

/// <summary>What every store asks of the tasks that it is given.</summary>
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

    private static void Check(string leagueId, int matches, NewTask task)
    {
        if (task.Index < 0 || task.Index >= matches)
            throw new ArgumentException($"League '{leagueId}' has {matches} matches; there is no match {task.Index}.", nameof(task));
    }
}
