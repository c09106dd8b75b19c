using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>The steps of an episode, written while the match is walked through.</summary>
internal sealed class KaggleSteps(Utf8JsonWriter json, MatchSpec spec, MatchRecord record)
{
    private readonly MatchWalk _walk = new(spec, record.Evaluations);
    private readonly int?[] _actions = new int?[spec.Agents.Length];
    private readonly double[] _seconds = new double[spec.Agents.Length];
    private int _step;

    public void Write()
    {
        json.WriteStartArray("steps");
        var actions = Transcript.Read(record.Transcript);
        var at = 0;
        RollChance(actions, ref at);
        WriteStep(isLast: at == actions.Count);
        while (at < actions.Count && _walk.IsLegal(actions[at]))
        {
            Play(actions[at++]);
            if (_walk.WithinTurn) continue;
            RollChance(actions, ref at);
            WriteStep(isLast: at == actions.Count);
        }

        json.WriteEndArray();
    }

    private void RollChance(List<int> actions, ref int at)
    {
        while (at < actions.Count && _walk.Next == Turn.Chance && _walk.IsLegal(actions[at])) _walk.Play(actions[at++]);
    }

    private void Play(int action)
    {
        var seat = _walk.Next;
        _actions[seat] = action;
        if (_walk.Given is null && _walk.Timed < record.MoveTimes.Length) _seconds[seat] = record.MoveTimes[_walk.Timed] / 1e6;
        _walk.Play(action);
    }

    private void WriteStep(bool isLast)
    {
        json.WriteStartArray();
        for (var seat = 0; seat < spec.Agents.Length; seat++)
        {
            json.WriteStartObject();
            if (_actions[seat] is { } action) json.WriteNumber("action", action);
            else json.WriteNull("action");
            json.WriteStartObject("info");
            if (_seconds[seat] > 0) json.WriteNumber("duration", _seconds[seat]);
            json.WriteEndObject();
            json.WriteStartObject("observation");
            KaggleObservation.WriteFields(json, spec, _walk.State, seat, _step);
            json.WriteEndObject();
            json.WritePropertyName("reward");
            if (isLast) KaggleEpisode.WriteReward(json, record, seat);
            else json.WriteNumberValue(_walk.State.IsTerminal || spec.Game.TurnsScored > 1 ? _walk.State.Score(seat) : 0);
            json.WriteString("status", isLast ? KaggleEpisode.Status(record.Verdicts[seat]) : IsAwaited(seat) ? "ACTIVE" : "INACTIVE");
            json.WriteEndObject();
            (_actions[seat], _seconds[seat]) = (null, 0);
        }

        json.WriteEndArray();
        _step++;
    }

    private bool IsAwaited(int seat) => _walk.State.CurrentSeat == Turn.Simultaneous || _walk.State.CurrentSeat == seat;
}
