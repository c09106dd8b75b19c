using Arena.Core.Clocks;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Clocks;

public sealed class TimeControlTests
{
    [Theory]
    [InlineData("60", 0, 60, 0)]
    [InlineData("60+0.5", 0, 60, 0.5)]
    [InlineData("40/60+0.5", 40, 60, 0.5)]
    [InlineData("40/1:30:00+30", 40, 5400, 30)]
    [InlineData("5:00", 0, 300, 0)]
    [InlineData("0.2+0.002", 0, 0.2, 0.002)]
    public void Text_is_moves_time_and_increment(string text, int moves, double seconds, double increment)
    {
        var control = TimeControl.Parse(text)!;
        Assert.Equal((moves, seconds, increment), (control.Moves, control.Time.TotalSeconds, control.Increment.TotalSeconds));
        Assert.Equal(control, TimeControl.Parse(control.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("/60")]
    [InlineData("0/60")]
    [InlineData("40/")]
    [InlineData("60+")]
    [InlineData("60+x")]
    [InlineData("+1/60")]
    [InlineData("1:2:3:4")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999999")]
    [InlineData("NaN")]
    public void Text_of_something_else_is_none(string text) => Assert.Null(TimeControl.Parse(text));

    [Fact]
    public void Any_text_is_answered() =>
        Prop.ForAll<string>(text => TimeControl.Parse(text ?? "") is null or { Moves: >= 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bank_is_drawn_on_and_filled_up_after_its_moves()
    {
        var clock = new Clock(TimeControl.Parse("2/10+1")!);
        Assert.True(clock.Charge(Seconds(4)));
        Assert.Equal((Seconds(7), 1), (clock.Reading.Remaining, clock.Reading.MovesToGo));
        Assert.True(clock.Charge(Seconds(7)));
        Assert.Equal((Seconds(11), 2), (clock.Reading.Remaining, clock.Reading.MovesToGo));
        Assert.False(clock.Charge(Seconds(11.001)));
    }

    [Fact]
    public void Overage_lasts_for_the_match()
    {
        var clock = new Clock(TimeControl.PerMove(Seconds(2)) with { Overage = Seconds(3) });
        Assert.True(clock.Charge(Seconds(1)));
        Assert.True(clock.Charge(Seconds(4)));
        Assert.Equal((Seconds(2), Seconds(1)), (clock.Reading.Remaining, clock.Reading.Overage));
        Assert.False(clock.Charge(Seconds(3.001)));
        Assert.True(clock.Charge(Seconds(3)));
        Assert.Equal(Seconds(0), clock.Reading.Overage);
    }

    [Fact]
    public void Margin_forgives_and_costs_nothing()
    {
        var clock = new Clock(TimeControl.Bank(Seconds(1), Seconds(0.5)) with { Margin = Seconds(0.1) });
        Assert.True(clock.Charge(Seconds(1.1)));
        Assert.Equal(Seconds(0.5), clock.Reading.Remaining);
        Assert.False(clock.Charge(Seconds(0.601)));
    }

    // Nothing is ever created but what the control says: the sum of what was used and what is left.
    [Fact]
    public void Time_is_conserved() => Prop.ForAll<PositiveInt, byte[]>((time, moves) =>
    {
        var control = TimeControl.Bank(
            TimeSpan.FromSeconds(time.Get % 1000 + 1), TimeSpan.FromMilliseconds(250), moves: 5) with { Overage = Seconds(3) };
        var clock = new Clock(control);
        var (used, played) = (TimeSpan.Zero, 0);
        foreach (var move in moves ?? [])
        {
            var elapsed = TimeSpan.FromMilliseconds(move * 20);
            if (!clock.Charge(elapsed)) break;
            used += elapsed;
            played++;
        }

        var given = control.Overage + control.Time * (1 + played / 5) + control.Increment * played;
        return used + clock.Reading.Remaining + clock.Reading.Overage == given;
    }).QuickCheckThrowOnFailure();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
