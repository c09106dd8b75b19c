namespace Arena.Core.Clocks;

/// <summary>One seat's clock during one match. It does not run: it is charged with what a move took.</summary>
public sealed class Clock(TimeControl control)
{
    private TimeSpan _remaining = control.MoveTime ?? control.Time;
    private TimeSpan _overage = control.Overage;
    private int _movesToGo = control.Moves;

    /// <summary>What the clock shows between two moves.</summary>
    public ClockReading Reading => new(control, _remaining, _overage, _movesToGo);

    /// <summary>Takes off what so many moves took, each of them the same. False: one of them was too long.</summary>
    public bool Charge(TimeSpan elapsed, int moves)
    {
        if (control.MoveTime is not null && elapsed <= _remaining) return true; // time for a move is the same for the next
        for (; moves > 0; moves--)
            if (!Charge(elapsed)) return false;
        return true;
    }

    /// <summary>Takes off what a move took. False: that was too long.</summary>
    public bool Charge(TimeSpan elapsed)
    {
        if (elapsed > Reading.Limit) return false;
        var missing = elapsed - _remaining;
        if (missing > TimeSpan.Zero) _overage = missing < _overage ? _overage - missing : TimeSpan.Zero;
        if (control.MoveTime is not null) return true;
        _remaining = (missing < TimeSpan.Zero ? -missing : TimeSpan.Zero) + control.Increment;
        if (control.Moves == 0 || --_movesToGo > 0) return true;
        _remaining += control.Time;
        _movesToGo = control.Moves;
        return true;
    }
}
