using Arena.Core.Agents;
using Arena.Core.Games;

namespace Arena.Core.Matches;

/// <summary>
/// Games in which all choose at once, between agents whose choices take less time than a look at the clock: turns are played in
/// stretches, and what a stretch took is shared out evenly among its choices. After one that took long, each choice is timed by itself.
/// What happens in the match is the same.
/// </summary>
internal sealed partial class Referee
{
    private const int Stretch = 64; // turns
    private static readonly TimeSpan _long = TimeSpan.FromMilliseconds(10);

    private IImmediateAgent[]? _immediate; // the agents, where all of them are such

    private IImmediateAgent[]? ImmediateAgents()
    {
        if (!_spec.Game.Type.IsSimultaneous || _spec.Game.Type.HasHiddenInformation || _searches is not null) return null;
        var immediate = _agents.OfType<IImmediateAgent>().ToArray();
        return immediate.Length == _agents.Length ? immediate : null;
    }

    private void PlayStretch(IImmediateAgent[] agents)
    {
        var turns = 0;
        while (turns < Stretch && !_isLost && _state.CurrentSeat is var seat and not Turn.Terminal)
        {
            if (seat == Turn.Chance) RollChance();
            else if (PlayTurn(agents)) turns++;
        }

        var now = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_lastAnswer, now);
        if (elapsed > _long) _immediate = null;
        elapsed /= Math.Max(1, turns * agents.Length);
        _lastAnswer = now;
        var microseconds = (long)elapsed.TotalMicroseconds;
        var first = _moveTimes.Count;
        _moveTimes.Count += turns * agents.Length; // zeros
        for (var at = first; microseconds > 0 && at < _moveTimes.Count; at++) _moveTimes[at] = microseconds;
        if (_isLost) return;
        for (var seat = 0; seat < agents.Length; seat++)
            if (!_clocks[seat].Charge(elapsed, turns)) TimedOut(seat, _clocks[seat].Reading.Limit);
    }

    private bool PlayTurn(IImmediateAgent[] agents)
    {
        var asked = 0;
        try
        {
            for (; asked < agents.Length; asked++) _answers[asked] = agents[asked].Choose(_state, asked);
        }
        catch (Exception failure)
        {
            Crashed(asked, failure);
            for (asked++; asked < agents.Length; asked++) Ask(asked);
        }

        for (var seat = 0; seat < agents.Length; seat++) IsAcceptable(seat);
        if (_isLost) return false;
        Transcript.Add(_answers);
        _state.Apply(_answers);
        return true;
    }
}
