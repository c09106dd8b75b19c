using System.Collections.Immutable;
using Arena.Core.Games.Breakthrough;
using Arena.Core.Games.Chess;
using Arena.Core.Games.ConnectFour;
using Arena.Core.Games.Dilemma;
using Arena.Core.Games.Matrix;
using Arena.Core.Games.Othello;
using Arena.Core.Games.Poker;
using Arena.Core.Games.TicTacToe;

namespace Arena.Core.Games;

/// <summary>Every game Arena knows. A new game is one folder and one line here.</summary>
public static class GameCatalog
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static ImmutableArray<GameType> All { get; } = 
    [
        DilemmaGame.Rules, TicTacToeGame.Rules, ConnectFourGame.Rules, OthelloGame.Rules, BreakthroughGame.Rules,
        ChessGame.Rules,
        KuhnGame.Rules, LeducGame.Rules, .. MatrixGames.All,
    ];

    /// <summary>Their canonical names, in the same order.</summary>
    public static IEnumerable<string> Names => All.Select(game => game.Name);

    /// <summary>The game of that name or alias; null when there is none.</summary>
    public static GameType? Find(string name) =>
        All.FirstOrDefault(game => game.Name == name || game.Aliases.Contains(name));
}
