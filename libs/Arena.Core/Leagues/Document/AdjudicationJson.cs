using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Leagues.Document;

/// <summary>The "adjudication" of league documents and match records.</summary>
internal static class AdjudicationJson
{
    private const int MostMoves = 100_000;
    private const int MostScore = 100_000;

    /// <summary>The rules; null when there are none, or (noted) none that the game can have.</summary>
    public static AdjudicationRules? Read(JsonFields owner, GameType? game)
    {
        if (owner.Object("adjudication") is not { } fields) return null;
        fields.AllowOnly("draw", "resign", "maxMoves");
        if (game is not null && (game.Seats != 2 || game.IsSimultaneous || game.RankBy != RankBy.Points))
            owner.Fault("adjudication", $"{game} is not adjudicated; wanted a game of two who move in turn, for a win, a draw or a loss");
        var rules = new AdjudicationRules
        {
            Draw = fields.Object("draw") is { } draw ? ReadDraw(draw) : null,
            Resign = fields.Object("resign") is { } resign ? ReadResign(resign) : null,
            MaxMoves = fields.Integer("maxMoves", 1, MostMoves),
        };
        return rules == new AdjudicationRules() ? null : rules;
    }

    /// <summary>Notes rules that nobody in the league can meet: only engines say how they stand.</summary>
    public static void CheckAgents(JsonFields owner, AdjudicationRules? rules, IEnumerable<AgentDefinition> agents)
    {
        if (rules is not { Listens: true } || agents.Any(agent => agent.Program is AgentProgram.Engine)) return;
        owner.Fault(
            "adjudication",
            "draw and resign go by what engines say of their positions, and no agent of this league is an engine; "
            + "maxMoves needs nobody's word");
    }

    public static void Write(Utf8JsonWriter json, AdjudicationRules rules)
    {
        json.WriteStartObject("adjudication");
        if (rules.Draw is { } draw)
        {
            json.WriteStartObject("draw");
            json.WriteNumber("moveNumber", draw.FromMove);
            json.WriteNumber("moveCount", draw.Moves);
            json.WriteNumber("score", draw.Score);
            json.WriteEndObject();
        }

        if (rules.Resign is { } resign)
        {
            json.WriteStartObject("resign");
            json.WriteNumber("moveCount", resign.Moves);
            json.WriteNumber("score", resign.Score);
            json.WriteBoolean("twoSided", resign.TwoSided);
            json.WriteEndObject();
        }

        if (rules.MaxMoves is { } moves) json.WriteNumber("maxMoves", moves);
        json.WriteEndObject();
    }

    private static AdjudicationRules.DrawRule ReadDraw(JsonFields fields)
    {
        fields.AllowOnly("moveNumber", "moveCount", "score");
        return new(
            fields.Integer("moveNumber", 0, MostMoves) ?? 0, Required(fields, "moveCount", 1, MostMoves),
            Required(fields, "score", 0, MostScore));
    }

    private static AdjudicationRules.ResignRule ReadResign(JsonFields fields)
    {
        fields.AllowOnly("moveCount", "score", "twoSided");
        return new(
            Required(fields, "moveCount", 1, MostMoves), Required(fields, "score", 1, MostScore),
            fields.Boolean("twoSided") ?? false);
    }

    private static int Required(JsonFields fields, string field, int minimum, int maximum)
    {
        if (!fields.TryGet(field, out _)) fields.Fault(field, $"the field is missing; wanted an integer from {minimum} to {maximum}");
        return fields.Integer(field, minimum, maximum) ?? minimum;
    }
}
