using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// A league's standings for all who ask: made when the league has changed and somebody wants to know, by one at a time, and
/// then good for ten times as long as it took, up to ten seconds: however many watch, and however many agents have to be
/// fitted, most of the time goes to other things. What is shown may be that much old; it is always all of one moment.
/// </summary>
/// <param name="make">Makes the standings of this moment; called from the thread pool.</param>
/// <param name="entry">The league's entry: standings from before it changed are not good any more.</param>
/// <param name="time">Says how long it took.</param>
internal sealed class LeagueSnapshots(Func<LeagueSnapshot> make, Func<LeagueEntry> entry, TimeProvider time)
{
    private const int TimesItsCost = 10;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private LeagueSnapshot? _latest;
    private long _made;
    private TimeSpan _good;
    private Task<LeagueSnapshot>? _making;

    public Task<LeagueSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest is { } latest && IsGood_NeedsLock(latest))
                return Task.FromResult(latest);
            _making ??= Task.Run(Make, CancellationToken.None);
            return _making.WaitAsync(cancellationToken);
        }
    }

    private LeagueSnapshot Make()
    {
        var start = time.GetTimestamp();
        try
        {
            var snapshot = make();
            lock (_lock)
            {
                (_latest, _made) = (snapshot, time.GetTimestamp());
                var good = TimesItsCost * time.GetElapsedTime(start, _made);
                _good = good < _longest ? good : _longest;
            }

            return snapshot;
        }
        finally
        {
            lock (_lock)
                _making = null;
        }
    }

    private bool IsGood_NeedsLock(LeagueSnapshot latest) =>
        !latest.Changed.IsCompleted || (latest.Entry == entry() && time.GetElapsedTime(_made) < _good);
}
