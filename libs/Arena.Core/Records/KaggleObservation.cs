using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>What an agent is shown, in Kaggle's convention: hidden information is hidden.</summary>
public static class KaggleObservation
{
    /// <param name="json">Within an object.</param>
    /// <param name="spec">The match.</param>
    /// <param name="state">The position.</param>
    /// <param name="seat">Who is shown it.</param>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="overage">What is left of the agent's bank of time; null is what it began with.</param>
    public static void WriteFields(Utf8JsonWriter json, MatchSpec spec, GameState state, int seat, int step, TimeSpan? overage = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(state);
        json.WriteNumber("step", step);
        json.WriteNumber("player", seat);
        json.WriteNumber("mark", seat + 1);
        json.WriteNumber("remainingOverageTime", (overage ?? spec.Overage).TotalSeconds);
        json.WriteString("state", state.Observation(seat));
        json.WriteStartArray("legalActions");
        if (state.CurrentSeat == seat || state.CurrentSeat == Turn.Simultaneous)
        {
            var actions = new int[state.Game.MaxLegalActions];
            foreach (var action in actions.AsSpan(0, state.LegalActions(seat, actions))) json.WriteNumberValue(action);
        }

        json.WriteEndArray();
    }
}
