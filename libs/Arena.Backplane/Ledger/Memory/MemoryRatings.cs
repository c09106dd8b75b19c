namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryRatings(MemoryState state) : IRatingStore
{
    public Task AddAsync(string leagueId, IReadOnlyCollection<RoundRating> ratings, Grant grant, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var kept = state.Find_NeedsLock(leagueId).Ratings;
            state.Check_NeedsLock(grant);
            foreach (var rating in ratings)
                kept.TryAdd((rating.Round.Number, rating.Agent), rating);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RoundRating>> ListAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<RoundRating>>([.. Of_NeedsLock(leagueId).Values]);
    }

    public Task<int> LastRoundAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(Of_NeedsLock(leagueId).Keys.LastOrDefault().Round);
    }

    private SortedList<(int Round, int Agent), RoundRating> Of_NeedsLock(string leagueId) =>
        state.Leagues.TryGetValue(leagueId, out var league) ? league.Ratings : [];
}
