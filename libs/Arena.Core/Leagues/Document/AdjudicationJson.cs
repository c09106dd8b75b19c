using System.Collections.Immutable;
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

    private static readonly IntegerField MaxMoves = new(
        "maxMoves", "Moves of both after which the match is drawn.", 1, MostMoves);

    private static readonly IntegerField DrawFrom = new(
        "moveNumber", "Moves of both that have to be made first.", 0, MostMoves) { Default = 0 };

    private static readonly IntegerField MoveCount = new(
        "moveCount", "For how many of its moves in a row an agent has to say so.", 1, MostMoves) { IsRequired = true };

    private static readonly IntegerField DrawScore = new(
        "score", "How far from even, in centipawns, both may say they are.", 0, MostScore) { IsRequired = true };

    private static readonly IntegerField ResignScore = new(
        "score", "How far behind, in centipawns, the loser says it is.", 1, MostScore) { IsRequired = true };

    private static readonly ImmutableArray<DocumentField> DrawFields = [DrawFrom, MoveCount, DrawScore];

    private static readonly ImmutableArray<DocumentField> ResignFields =
    [
        MoveCount, ResignScore,
        new("twoSided", "Whether the winner has to say that it is ahead.", SchemaShape.Boolean) { Default = false },
    ];

    /// <summary>The rules that there are, in the order in which a fault lists them.</summary>
    public static ImmutableArray<DocumentField> Fields { get; } =
    [
        new("draw", "When both agree that it is even.", () => SchemaShape.Object(DrawFields)),
        new("resign", "When one says that it is lost.", () => SchemaShape.Object(ResignFields)),
        MaxMoves,
    ];

    /// <summary>The rules; null when there are none, or (noted) none that the game can have.</summary>
    public static AdjudicationRules? Read(JsonFields owner, GameType? game)
    {
        if (owner.Object("adjudication") is not { } fields) return null;
        fields.AllowOnly(Fields);
        if (game is not null && (game.Seats != 2 || game.IsSimultaneous || game.RankBy != RankBy.Points))
            owner.Fault("adjudication", $"{game} is not adjudicated; wanted a game of two who move in turn, for a win, a draw or a loss");
        var rules = new AdjudicationRules
        {
            Draw = fields.Object("draw") is { } draw ? ReadDraw(draw) : null,
            Resign = fields.Object("resign") is { } resign ? ReadResign(resign) : null,
            MaxMoves = fields.Integer(MaxMoves),
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
        fields.AllowOnly(DrawFields);
        return new(fields.Integer(DrawFrom) ?? 0, Required(fields, MoveCount), Required(fields, DrawScore));
    }

    private static AdjudicationRules.ResignRule ReadResign(JsonFields fields)
    {
        fields.AllowOnly(ResignFields);
        return new(Required(fields, MoveCount), Required(fields, ResignScore), fields.Boolean("twoSided") ?? false);
    }

    private static int Required(JsonFields fields, IntegerField field)
    {
        if (!fields.TryGet(field.Name, out _))
            fields.Fault(field.Name, $"the field is missing; wanted an integer from {field.Minimum} to {field.Maximum}");
        return fields.Integer(field) ?? field.Minimum;
    }
}
