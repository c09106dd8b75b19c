namespace Arena.Backplane.Ledger;

/// <summary>What every store asks of the tasks that it is given.</summary>
internal static class LedgerGuard
{
    public static void CheckIndexes(LeagueEntry league, IReadOnlyCollection<NewTask> tasks)
    {
        foreach (var task in tasks)
        {
            if (task.Index < 0 || task.Index >= league.Matches)
                throw new ArgumentException($"League '{league.Id}' has {league.Matches} matches; there is no match {task.Index}.", nameof(tasks));
        }
    }
}
