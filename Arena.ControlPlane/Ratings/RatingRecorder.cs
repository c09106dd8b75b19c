using System.Collections.Concurrent;
using System.Threading.Channels;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Replicas;

namespace Arena.ControlPlane.Ratings;

/// <summary>
/// Keeps the ratings of every round in the ledger as soon as it is complete, beside the projection and not in its way. They
/// are a function of the results, so what a process that died has not kept, the next owner of the league does: of running leagues at
/// once, of completed ones when somebody asks.
/// </summary>
internal sealed partial class RatingRecorder(
    IRatingStore ratingStore, Ownership ownership,
    LeagueDirectory directory, TimeProvider time, ILogger<RatingRecorder> logger) : BackgroundService, ILeagueFollower
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, LeagueRatings> _followed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _done = new(StringComparer.Ordinal);

    // It may be this replica's by now, with rounds that nobody has kept.
    public ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken)
    {
        Wake();
        return ValueTask.CompletedTask;
    }

    // Later, and of all leagues: a fit may take long, and results do not wait for it.
    public ValueTask OnResultsAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken)
    {
        Wake();
        return ValueTask.CompletedTask;
    }

    /// <summary>Keeps the ratings of all rounds of a league that are complete now, unless another replica does.</summary>
    public async Task RecordAsync(LeagueState league, CancellationToken cancellationToken)
    {
        if (_done.ContainsKey(league.Id))
            return;
        await _one.WaitAsync(cancellationToken);
        try
        {
            await Record_NeedsTurnAsync(league, cancellationToken);
        }
        catch
        {
            _followed.Remove(league.Id); // what was followed and not kept is read again
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The same of a league that has ended, which nobody may decide about any more.</summary>
    public async Task RecordEndedAsync(LeagueState league, CancellationToken cancellationToken)
    {
        if (_done.ContainsKey(league.Id))
            return;
        await ownership.AcquireAsync(Grant.OfLeague(league.Id), cancellationToken);
        await RecordAsync(league, cancellationToken);
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Wake();
        await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var league in directory.Loaded)
                await TryRecordAsync(league, stoppingToken);
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task TryRecordAsync(LeagueState league, CancellationToken stoppingToken)
    {
        try
        {
            await RecordAsync(league, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(failure, league.Id);
            await Task.Delay(_pause, time, stoppingToken);
            Wake();
        }
    }

    private async Task Record_NeedsTurnAsync(LeagueState league, CancellationToken cancellationToken)
    {
        var isOwn = await ownership.DecideAsync(
            Grant.OfLeague(league.Id), grant => Record_NeedsTurnAsync(league, grant, cancellationToken));
        if (!isOwn)
            _followed.Remove(league.Id); // whoever owns it keeps what follows, and may give it back
    }

    private async Task Record_NeedsTurnAsync(LeagueState league, Grant grant, CancellationToken cancellationToken)
    {
        if (!_followed.TryGetValue(league.Id, out var ratings))
            _followed[league.Id] = ratings = new LeagueRatings(league, await ratingStore.LastRoundAsync(league.Id, cancellationToken));
        var rounds = ratings.Follow(cancellationToken);
        if (rounds.Count > 0)
            await ratingStore.AddAsync(league.Id, rounds, grant, cancellationToken);
        if (!ratings.Done)
            return;
        _done[league.Id] = true;
        _followed.Remove(league.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keeping the ratings of league {League} failed; trying again")]
    private partial void LogFailed(Exception failure, string league);
}
