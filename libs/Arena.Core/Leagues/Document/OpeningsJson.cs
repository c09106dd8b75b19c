using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Matches;

namespace Arena.Core.Leagues.Document;

/// <summary>Writes openings as the canonical document has them: a state, actions, or an object of both.</summary>
internal static class OpeningsJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<Opening> openings)
    {
        json.WriteStartArray("openings");
        foreach (var opening in openings)
        {
            if (opening is { State: { } state, Moves.IsEmpty: true })
            {
                json.WriteStringValue(state);
                continue;
            }

            var moves = $"[{string.Join(',', opening.Moves)}]";
            json.WriteRawValue(
                opening.State is null
                    ? moves
                    : $$"""{"state":{{JsonSerializer.Serialize(opening.State)}},"moves":{{moves}}}""");
        }

        json.WriteEndArray();
    }
}
