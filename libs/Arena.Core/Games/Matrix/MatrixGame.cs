using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Matrix;

/// <summary>
/// A game in normal form: every seat chooses one of its actions at once, and a table says what each earns. It may be
/// played for several turns; payoffs add up.
/// </summary>
internal sealed class MatrixGame : IGame
{
    private readonly MatrixTable _table;

    internal MatrixGame(GameType type, MatrixTable table, ParameterSet parameters)
    {
        Type = type;
        _table = table;
        Parameters = parameters;
        Turns = parameters.Integer("turns");
        ActionCount = table.Actions.Max(names => names.Length);
    }

    public GameType Type { get; }

    public ParameterSet Parameters { get; }

    public int Turns { get; }

    public int ActionCount { get; }

    public int MaxMoves => Turns;

    public int TurnsScored => Turns;

    internal MatrixTable Table => _table;

    public GameState NewState() => new MatrixState(this);

    public GameState ParseState(string text) => MatrixState.Parse(this, text);

    /// <summary>A game type for a table; the catalog has OpenSpiel's, and a file may bring any other.</summary>
    public static GameType TypeOf(string name, string title, string description, MatrixTable table)
    {
        GameType? type = null;
        type = new GameType
        {
            Name = name,
            Title = title,
            Description = description,
            Seats = table.Actions.Length,
            IsSimultaneous = true,
            RankBy = RankBy.Score,
            Parameters = new ParameterSchema([ParameterDefinition.Integer("turns", 1, 1, 100_000, "turns in a match")]),
            Create = parameters => new MatrixGame(type!, table, parameters),
        };
        return type;
    }
}
