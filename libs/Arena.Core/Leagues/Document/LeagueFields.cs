using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Arena.Core.Games;
using Arena.Core.Leagues.Formats;

namespace Arena.Core.Leagues.Document;

/// <summary>The fields of a league document, at its top.</summary>
internal static class LeagueFields
{
    /// <summary>Where a document may say which schema it follows: for editors, and passed over.</summary>
    public const string Schema = "$schema";

    /// <summary>A league's name: it stands in paths and in the names of files.</summary>
    public const string NamePattern = "[a-z0-9][a-z0-9-]*";

    public static readonly TimeSpan MoveTimeLimit = TimeSpan.FromSeconds(10);

    public static readonly IntegerField Repetitions = new(
        "repetitions", "How often everything is played: each pair of agents that the format brings together.",
        1, LeagueLimits.Repetitions) { Default = 1 };

    public static readonly IntegerField Concurrency = new(
        "concurrency", "Matches in flight at once, over the whole league; 0 is no limit.",
        0, LeagueLimits.Concurrency) { Default = 0 };

    /// <summary>All of them, in the order in which a fault lists them.</summary>
    public static ImmutableArray<DocumentField> All { get; } =
    [
        new("name", "The league's name: a-z, 0-9 and '-', beginning with a letter or digit.", NameShape) { IsRequired = true },
        new("game", "What is played.", () => SchemaShape.Words(Games())) { IsRequired = true },
        new("parameters", "The game's parameters; those that are missing have the game's defaults.", ParameterReader.Shape),
        new("agents", "Who plays, under names that differ.", AgentFields.Shape) { IsRequired = true },
        new("format", "Who plays whom.", () => SchemaShape.Words(LeagueFormat.Names)) { Default = LeagueFormat.RoundRobin },
        FormatReader.Rounds, FormatReader.MatchesPerRound, FormatReader.Seeds,
        new("selfPlay", "Whether every agent also plays itself; in a round robin only.", SchemaShape.Boolean) { Default = false },
        Repetitions,
        new(
            "swapSeats",
            "Whether each pairing is two matches, one from each seat; by default where seats move in turn.",
            SchemaShape.Boolean),
        new("seed", "Where all randomness comes from; above 2^53 better as text.", SeedShape) { Default = 0 },
        new(
            "moveTimeLimit",
            "How long an agent may take for one move, where it has no other clock: seconds, or text with ms, s or m.",
            MoveTime.Shape) { Default = MoveTimeLimit.TotalSeconds },
        new(
            "timeControl", "A bank of time for all moves or for so many, and an increment for each: \"40/60+0.5\".",
            MoveTime.ControlShape),
        new("overage", "What each seat may overdraw its clock by in a whole match.", MoveTime.Shape),
        new("openings", "Where matches begin; by default at the game's start.", OpeningFields.Shape),
        new("adjudication", "When the referee ends a match early.", () => SchemaShape.Object(AdjudicationJson.Fields)),
        new(
            "sprt", "A sequential test of the first agent against the second; the league ends when it is decided.",
            () => SchemaShape.Object(SprtJson.Fields)),
        Concurrency,
        new("verify", "The share of matches that another node plays again: 0.02, or \"2%\".", ShareShape) { Default = 0 },
    ];

    private static IEnumerable<string> Games() => GameCatalog.All.SelectMany(game => game.Aliases.Prepend(game.Name));

    private static JsonObject NameShape()
    {
        var shape = SchemaShape.Text(NamePattern);
        shape["maxLength"] = LeagueLimits.NameLength;
        return shape;
    }

    private static JsonObject SeedShape() =>
        SchemaShape.AnyOf(SchemaShape.Integer(ulong.MaxValue), SchemaShape.Text("[0-9]+"));

    private static JsonObject ShareShape() =>
        SchemaShape.AnyOf(SchemaShape.Number(0, 1), SchemaShape.Text(SchemaShape.Decimal + "%"));
}
