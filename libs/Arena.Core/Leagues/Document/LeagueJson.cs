using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Writes the canonical form of a league document.</summary>
internal static class LeagueJson
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable; the document is never HTML
    };

    public static string Write(LeagueDefinition league)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", league.Name);
            json.WriteString("game", league.Game);
            WriteParameters(json, league.Rules.Parameters);
            json.WriteString("format", league.Format);
            if (league.Rounds > 0) json.WriteNumber("rounds", league.Rounds);
            if (league.MatchesPerRound > 0) json.WriteNumber("matchesPerRound", league.MatchesPerRound);
            if (league.Seeds > 0) json.WriteNumber("seeds", league.Seeds);
            json.WriteBoolean("selfPlay", league.SelfPlay);
            json.WriteNumber("repetitions", league.Repetitions);
            json.WriteBoolean("swapSeats", league.SwapSeats);
            json.WriteNumber("seed", league.Seed);
            json.WriteNumber("moveTimeLimit", league.MoveTimeLimit.TotalSeconds);
            if (league.TimeControl is { } control) json.WriteString("timeControl", control.ToString());
            if (league.Overage > TimeSpan.Zero) json.WriteNumber("overage", league.Overage.TotalSeconds);
            if (!league.Openings.IsEmpty) OpeningsJson.Write(json, league.Openings);
            if (league.Adjudication is { } rules) AdjudicationJson.Write(json, rules);
            if (league.Sprt is { } test) SprtJson.Write(json, test);
            json.WriteNumber("concurrency", league.Concurrency);
            if (league.Verify > 0) json.WriteNumber("verify", league.Verify);
            json.WriteStartArray("agents");
            foreach (var agent in league.Agents)
            {
                json.WriteStartObject();
                WriteAgent(json, agent);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An agent's fields, within its object.</summary>
    public static void WriteAgent(Utf8JsonWriter json, AgentDefinition agent)
    {
        json.WriteString("name", agent.Name);
        switch (agent.Program)
        {
            case null:
                json.WriteString("strategy", agent.Strategy);
                WriteParameters(json, agent.Parameters);
                break;
            case AgentProgram.Bot:
                json.WriteBoolean("bot", true);
                break;
            case AgentProgram.Http http:
                json.WriteString("http", http.Address.AbsoluteUri);
                break;
            case AgentProgram.Engine engine:
                EngineJson.Write(json, engine.Spec);
                break;
            case AgentProgram.Model model:
                json.WritePropertyName("model");
                ModelJson.Write(json, model.Learned);
                json.WriteNumber("depth", model.Depth);
                break;
            default:
                throw new NotSupportedException($"agents of the kind '{agent.Program.Kind}' have no form in a document");
        }
    }

    public static void WriteParameters(Utf8JsonWriter json, ParameterSet parameters)
    {
        json.WriteStartObject("parameters");
        WriteValues(json, parameters);
        json.WriteEndObject();
    }

    /// <summary>Every parameter as a field of the object that is being written: a number, or a word where it is a choice.</summary>
    public static void WriteValues(Utf8JsonWriter json, ParameterSet parameters)
    {
        foreach (var (name, value) in parameters.Values)
        {
            if (parameters.WordOf(name) is { } word) json.WriteString(name, word);
            else json.WriteNumber(name, value);
        }
    }
}
