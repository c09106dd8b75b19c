using System.Collections.Immutable;
using Arena.Core.Clocks;
using Arena.Core.Matches;
using Arena.Core.Records;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>What every seat's clock showed after every ply, from the times of the moves.</summary>
public sealed class MatchClocks
{
    private readonly TimeSpan[][] _remaining; // by seat, then by ply
    private readonly bool[] _hasBank;

    internal MatchClocks(MatchSpec spec, ImmutableArray<MatchPly> plies)
    {
        Clock[] clocks = [.. Enumerable.Range(0, spec.Agents.Length).Select(seat => new Clock(spec.TimeControlOf(seat)))];
        _hasBank = [.. clocks.Select(clock => clock.Reading.Control.MoveTime is null)];
        _remaining = [.. clocks.Select(_ => new TimeSpan[plies.Length + 1])];
        Note(clocks, ply: 0);
        for (var ply = 1; ply <= plies.Length; ply++)
        {
            foreach (var action in plies[ply - 1].Actions)
            {
                if (action.Microseconds is { } time)
                    clocks[action.Seat].Charge(TimeSpan.FromMicroseconds(time));
            }

            Note(clocks, ply);
        }
    }

    /// <summary>What was left; null where every move has the same time.</summary>
    public TimeSpan? Remaining(int seat, int ply) => _hasBank[seat] ? _remaining[seat][ply] : null;

    private void Note(Clock[] clocks, int ply)
    {
        for (var seat = 0; seat < clocks.Length; seat++)
            _remaining[seat][ply] = clocks[seat].Reading.Remaining;
    }
}
