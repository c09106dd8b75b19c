using System.Text;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>
/// Recorded matches as episodes in the shape of Kaggle Environments (schema version 1): a list of steps, in each of which
/// every agent has action, observation, reward, status and info. A step is an agent's move, or a simultaneous turn; the first is the
/// start. Actions are Arena's numbers.
/// </summary>
public static class KaggleEpisode
{
    /// <summary>The episode as one line of JSON.</summary>
    public static string Write(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, RecordJson.Compact)) Write(json, document);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>A seat's status when the match is over.</summary>
    internal static string Status(Verdict verdict) => verdict switch
    {
        Verdict.Ok or Verdict.Resign => "DONE",
        Verdict.Illegal => "INVALID",
        Verdict.Timeout => "TIMEOUT",
        _ => "ERROR",
    };

    private static void Write(Utf8JsonWriter json, MatchDocument document)
    {
        var (spec, record) = (document.Spec, document.Record);
        json.WriteStartObject();
        json.WriteString("id", Convert.ToHexStringLower(record.Hash));
        json.WriteString("name", spec.Game.Type.Name);
        json.WriteString("title", spec.Game.Type.Title);
        json.WriteString("description", spec.Game.Type.Description);
        json.WriteString("version", MatchHashes.ProgramVersion);
        WriteConfiguration(json, spec);
        WriteSpecification(json, spec.Game);
        new KaggleSteps(json, spec, record).Write();
        json.WriteStartArray("rewards");
        for (var seat = 0; seat < record.Scores.Length; seat++) WriteReward(json, record, seat);
        json.WriteEndArray();
        json.WriteStartArray("statuses");
        foreach (var verdict in record.Verdicts) json.WriteStringValue(Status(verdict));
        json.WriteEndArray();
        json.WriteNumber("schema_version", 1);
        WriteInfo(json, document);
        json.WriteEndObject();
    }

    /// <summary>Kaggle has no reward for an agent that failed; one that was late and has drawn has its half.</summary>
    internal static void WriteReward(Utf8JsonWriter json, MatchRecord record, int seat)
    {
        var hasReward = !Judgement.IsForfeit(record.Verdicts[seat]) || record.Outcomes[seat] == Outcome.Draw;
        if (hasReward) json.WriteNumberValue(record.Scores[seat]);
        else json.WriteNullValue();
    }

    /// <summary>The configuration of a match, as agents that speak HTTP are shown it too.</summary>
    public static void WriteConfiguration(Utf8JsonWriter json, MatchSpec spec)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(spec);
        json.WriteStartObject("configuration");
        json.WriteNumber("episodeSteps", spec.Game.MaxMoves + 1);
        json.WriteNumber("actTimeout", spec.MoveTimeLimit.TotalSeconds);
        json.WriteNumber("runTimeout", spec.MoveTimeLimit.TotalSeconds * (spec.Game.MaxMoves + 1));
        LeagueJson.WriteValues(json, spec.Game.Parameters);
        json.WriteEndObject();
    }

    private static void WriteSpecification(Utf8JsonWriter json, IGame game)
    {
        json.WriteStartObject("specification");
        json.WriteStartArray("agents");
        json.WriteNumberValue(game.Type.Seats);
        json.WriteEndArray();
        json.WriteStartObject("action");
        json.WriteString("description", "an action of the game, by number");
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", 0);
        json.WriteNumber("maximum", game.ActionCount - 1);
        json.WriteEndObject();
        json.WriteStartObject("configuration");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter json, MatchDocument document)
    {
        json.WriteStartObject("info");
        if (document.Origin is { } origin)
        {
            json.WriteString("League", origin.League);
            json.WriteNumber("Match", origin.Match);
        }

        json.WriteString("seed", document.Spec.Seed.ToString());
        json.WriteStartArray("TeamNames");
        foreach (var agent in document.Spec.Agents) json.WriteStringValue(agent.Name);
        json.WriteEndArray();
        if (document.Record.Reason is not null) json.WriteString("Reason", document.Record.Reason);
        json.WriteEndObject();
    }
}
