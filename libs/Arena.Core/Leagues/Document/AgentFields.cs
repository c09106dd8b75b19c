using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>The fields of an agent, by what it is: a strategy, a bot, a server that speaks HTTP, an engine, or a model.</summary>
internal static class AgentFields
{
    public static readonly IntegerField Depth =
        new("depth", "Moves that a model looks ahead, its own included.", 1, AgentProgram.Model.MostDepth);

    public static ImmutableArray<DocumentField> Strategy { get; } =
    [
        Name("The agent's name in this league; by default its strategy's id."),
        new("strategy", "The id of a strategy that plays the league's game.", () => SchemaShape.Words(Ids())) { IsRequired = true },
        new("parameters", "The strategy's parameters; those that are missing have its defaults.", ParameterReader.Shape),
    ];

    public static ImmutableArray<DocumentField> Bot { get; } =
    [
        Name("The name that the bot connects under.") with { IsRequired = true },
        new("bot", "True: the agent is a program elsewhere, which connects.", () => new() { ["const"] = true }) { IsRequired = true },
    ];

    public static ImmutableArray<DocumentField> Http { get; } =
    [
        Name("The agent's name in this league.") with { IsRequired = true },
        new("http", "The address that is asked for each move.", AddressShape) { IsRequired = true },
    ];

    public static ImmutableArray<DocumentField> Engine { get; } =
    [
        Name("The agent's name in this league; by default its program's."),
        new("engine", "A chess engine that the nodes start.", () => SchemaShape.Object(EngineReader.Fields)) { IsRequired = true },
    ];

    public static ImmutableArray<DocumentField> Model { get; } =
    [
        Name("The agent's name in this league; by default its lineage's."),
        new("model", "The network that plays: a model file beside the league's, or its object.", ModelShape) { IsRequired = true },
        Depth with { Default = AgentProgram.Model.DefaultDepth },
    ];

    public static JsonObject Shape() => SchemaShape.Array(
        SchemaShape.AnyOf(
            SchemaShape.Words(Ids()),
            StrategyShape(),
            SchemaShape.Object(Bot),
            SchemaShape.Object(Http),
            SchemaShape.Object(Engine),
            SchemaShape.Object(Model)),
        fewest: 1,
        LeagueLimits.Agents);

    private static JsonObject ModelShape() => SchemaShape.AnyOf(SchemaShape.Text(), SchemaShape.Object(ModelReader.Fields));

    private static DocumentField Name(string description) =>
        new("name", description, () => SchemaShape.Text(LeagueLimits.NameLength));

    private static JsonObject AddressShape()
    {
        var shape = SchemaShape.Text(@"\s*[Hh][Tt][Tt][Pp][Ss]?://.+");
        shape["maxLength"] = LeagueLimits.AddressLength;
        return shape;
    }

    private static IEnumerable<string> Ids() => StrategyCatalog.All.Select(strategy => strategy.Id).Distinct();

    // Strategies of one id in different games may have different parameters: which are meant, the reader judges.
    private static JsonObject StrategyShape()
    {
        var shape = SchemaShape.Object(Strategy);
        shape["allOf"] = new JsonArray(
        [
            .. StrategyCatalog.All.GroupBy(strategy => strategy.Id).Select(same => SchemaShape.Where(
                "strategy", SchemaShape.Words([same.Key]),
                "parameters", SchemaShape.AnyOf(same.Select(strategy => SchemaShape.Parameters(strategy.Parameters))))),
        ]);
        return shape;
    }
}
