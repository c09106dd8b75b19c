using System.Text;
using System.Text.Json;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>One match that is to be played, as JSON: the fields that a match record begins with.</summary>
public static class MatchSpecJson
{
    /// <summary>Everything that decides how the match goes, as one JSON object.</summary>
    public static string Write(MatchSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, RecordJson.Compact))
        {
            json.WriteStartObject();
            WriteFields(json, spec, record: null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="FormatException">It is something else; the message names every fault.</exception>
    public static MatchSpec Parse(string json)
    {
        using var document = RecordJson.Parse(json);
        var faults = new FaultList();
        var spec = new MatchSpecReader(faults).Read(RecordJson.Root(document, faults));
        return spec is not null && faults.Count == 0 ? spec : throw RecordJson.Faulty(faults);
    }

    /// <param name="json">Within an object.</param>
    /// <param name="spec">What was to be played.</param>
    /// <param name="record">Adds what the agents were made of.</param>
    internal static void WriteFields(Utf8JsonWriter json, MatchSpec spec, MatchRecord? record)
    {
        json.WriteString("game", spec.Game.Type.Name);
        LeagueJson.WriteParameters(json, spec.Game.Parameters);
        if (spec.Opening.State is { } state) json.WriteString("opening", state);
        if (!spec.Opening.Moves.IsEmpty) WriteOpeningMoves(json, spec);
        json.WriteString("seed", spec.Seed.ToString());
        json.WriteNumber("epoch", record?.Epoch ?? spec.Epoch);
        json.WriteNumber("moveTimeLimit", spec.MoveTimeLimit.TotalSeconds);
        if (spec.TimeControl is { } control) json.WriteString("timeControl", control.ToString());
        if (spec.Overage > TimeSpan.Zero) json.WriteNumber("overage", spec.Overage.TotalSeconds);
        if (spec.Adjudication is { } rules) AdjudicationJson.Write(json, rules);
        json.WriteStartArray("agents");
        for (var seat = 0; seat < spec.Agents.Length; seat++)
        {
            json.WriteStartObject();
            LeagueJson.WriteAgent(json, spec.Agents[seat]);
            if (record is not null) json.WriteString("content", Convert.ToHexStringLower(record.AgentHashes[seat]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOpeningMoves(Utf8JsonWriter json, MatchSpec spec)
    {
        json.WriteStartArray("openingMoves");
        foreach (var action in spec.Opening.Moves) json.WriteNumberValue(action);
        json.WriteEndArray();
    }
}
