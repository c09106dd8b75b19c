namespace Arena.Core.Leagues.Standings;

/// <summary>An agent's ratings before each of its latest rated matches.</summary>
internal sealed class EloTrail
{
    private readonly double[] _before = new double[RatingTrend.Most];
    private long _matches;

    public void Add(double before) => _before[_matches++ % _before.Length] = before;

    /// <summary>The way from the oldest of them to where it is now.</summary>
    public RatingTrend To(double now)
    {
        var count = (int)Math.Min(_matches, _before.Length);
        return count == 0 ? default : new RatingTrend(now - _before[(_matches - count) % _before.Length], count);
    }
}
