using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games.ConnectFour;

/// <summary>Connect Four on 7 columns of 6. An action is a column, from the left; x moves first and wins with perfect play.</summary>
internal sealed class ConnectFourGame : IGame
{
    private static readonly ConnectFourGame Only = new();

    private ConnectFourGame()
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "connect_four",
        Title = "Connect Four",
        Description = "Four in a row on a standing board of 7x6: pieces fall to the lowest free cell of a column.",
        Create = _ => Only,
    };

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => ConnectFourState.Columns;

    public int MaxMoves => ConnectFourState.Columns * ConnectFourState.Rows;

    public int TurnsScored => 1;

    public int FeatureCount => ConnectFourLines.FeatureCount;

    /// <summary>From the centre outwards: more fours pass through the middle columns.</summary>
    public ImmutableArray<int> SearchOrder { get; } = [3, 2, 4, 1, 5, 0, 6];

    public GameState NewState() => new ConnectFourState(this);

    public GameState ParseState(string text) => ConnectFourState.Parse(this, text);
}
