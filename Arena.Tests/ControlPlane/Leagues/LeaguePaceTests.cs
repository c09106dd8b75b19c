using Arena.ControlPlane.Leagues;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeaguePaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_was_there_before_is_no_pace()
    {
        var pace = new LeaguePace(_time);
        Assert.Equal(default, pace.Read());
        pace.Note(1_000);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new PaceReading(0, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), pace.Read());
        pace.Note(1_006);
        Assert.Equal(new PaceReading(6, TimeSpan.FromMinutes(1), TimeSpan.Zero), pace.Read());
    }

    [Fact]
    public void Silence_makes_it_slower()
    {
        var pace = new LeaguePace(_time);
        pace.Note(0);
        _time.Advance(TimeSpan.FromSeconds(10));
        pace.Note(20);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new PaceReading(20, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(30)), pace.Read());
    }

    [Fact]
    public void What_was_long_ago_is_forgotten()
    {
        var pace = new LeaguePace(_time);
        var played = 0;
        for (var second = 0; second < 3_600; second++)
        {
            pace.Note(played += second < 3_000 ? 50 : 2); // the last ten minutes are slower
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var reading = pace.Read();
        Assert.InRange(reading.Over, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        Assert.Equal(2, reading.Results / reading.Over.TotalSeconds, tolerance: 0.02);
    }

    [Fact]
    public void A_pause_begins_another()
    {
        var pace = new LeaguePace(_time);
        pace.Note(0);
        _time.Advance(TimeSpan.FromSeconds(10));
        pace.Note(20);
        pace.Restart();
        _time.Advance(TimeSpan.FromSeconds(5));
        pace.Note(23);
        Assert.Equal(new PaceReading(3, TimeSpan.FromSeconds(5), TimeSpan.Zero), pace.Read());
    }
}
