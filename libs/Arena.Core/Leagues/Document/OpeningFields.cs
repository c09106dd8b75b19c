using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Arena.Core.Leagues.Document;

/// <summary>The fields of "openings", and of one opening in a list.</summary>
internal static class OpeningFields
{
    public static readonly ImmutableArray<string> Formats = ["epd", "pgn"];
    public static readonly ImmutableArray<string> Orders = ["sequential", "random"];

    public static readonly IntegerField Plies = new(
        "plies", "Moves that are taken of each game of a PGN; by default all of them.", 1, 1000);

    public static ImmutableArray<DocumentField> Book { get; } =
    [
        new("list", "The openings themselves: this or file.", ListShape),
        new("file", "A file of chess openings, beside the league's: this or list.", SchemaShape.Text),
        new("format", "What the file is; by default as its name ends.", () => SchemaShape.Words(Formats)),
        new("order", "As they stand, or shuffled by the league's seed.", () => SchemaShape.Words(Orders)) { Default = Orders[0] },
        Plies,
        new("start", "The number of the first that is taken, from 1.", () => SchemaShape.Integer(1, int.MaxValue)) { Default = 1 },
    ];

    public static ImmutableArray<DocumentField> Opening { get; } =
    [
        new("state", "A state in the game's text form (chess: FEN); by default the game's start.", SchemaShape.Text),
        new("moves", "Moves from there, in the game's notation or by their numbers.", MovesShape),
    ];

    public static JsonObject Shape() => SchemaShape.AnyOf(ListShape(), SchemaShape.Object(Book));

    private static JsonObject ListShape() => SchemaShape.Array(
        SchemaShape.AnyOf(SchemaShape.Text(), MovesShape(), SchemaShape.Object(Opening)), 1, LeagueLimits.Openings);

    private static JsonObject MovesShape() => new()
    {
        ["type"] = "array",
        ["items"] = SchemaShape.AnyOf(SchemaShape.Text(), SchemaShape.Integer(0, int.MaxValue)),
    };
}
