using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Games.Example;

/// <summary>Coins on a table; each in turn takes one to three; who takes the last one wins. Action n takes n + 1 coins.</summary>
public sealed class CoinsGame(ParameterSet parameters) : IGame
{
    internal const int MostTaken = 3;

    public static GameType Rules { get; } = new()
    {
        Name = "coins",
        Title = "Coins",
        Description = "Take one to three coins in turn; the last coin wins.",
        Parameters = new ParameterSchema([ParameterDefinition.Integer("coins", 21, 1, 1000, "coins on the table at first")]),
        Create = parameters => new CoinsGame(parameters),
    };

    public GameType Type => Rules;

    public ParameterSet Parameters => parameters;

    public int Coins { get; } = parameters.Integer("coins");

    public int ActionCount => MostTaken;

    public int MaxMoves => Coins;

    public int TurnsScored => 1;

    public GameState NewState() => new CoinsState(this);

    public GameState ParseState(string text) => CoinsState.Parse(this, text);
}
