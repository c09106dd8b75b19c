using System.Collections.Immutable;

namespace Arena.Core.Games.Matrix;

/// <summary>The matrix games that OpenSpiel ships, with its names and payoffs.</summary>
internal static class MatrixGames
{
    private static readonly string[] Hands = ["Rock", "Paper", "Scissors"];

    public static ImmutableArray<GameType> All { get; } =
    [
        Of("matrix_mp", "Matching pennies", "The first wants equal coins, the second different ones.",
            ["Heads", "Tails"], [1, -1, -1, 1], [-1, 1, 1, -1]),
        Of("matrix_rps", "Rock, paper, scissors", "Each hand beats one and loses to one.",
            Hands, [0, -1, 1, 1, 0, -1, -1, 1, 0], [0, 1, -1, -1, 0, 1, 1, -1, 0]),
        Of("matrix_brps", "Biased rock, paper, scissors", "The hands are worth 25, 50 and 5 (Bošanský et al. 2016).",
            Hands, [0, -25, 50, 25, 0, -5, -50, 5, 0], [0, 25, -50, -25, 0, 5, 50, -5, 0]),
        Of("matrix_rpsw", "Rock, paper, scissors, water", "With water, which always draws.",
            [.. Hands, "Water"],
            [0, -1, 1, 0, 1, 0, -1, 0, -1, 1, 0, 0, 0, 0, 0, 0],
            [0, 1, -1, 0, -1, 0, 1, 0, 1, -1, 0, 0, 0, 0, 0, 0]),
        Of(
            "matrix_shapleys_game", "Shapley's game",
            "Rock, paper, scissors where nobody loses, on which fictitious play cycles (Shapley 1964).",
            Hands, [0, 0, 1, 1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1, 1, 0, 0]),
        Of("matrix_pd", "Prisoner's dilemma", "One turn unless more are asked for; ipd is the iterated one.",
            ["Cooperate", "Defect"], [5, 0, 10, 1], [5, 10, 0, 1]),
        Of("matrix_sh", "Stag hunt", "The stag needs both, a hare is safe.",
            ["Stag", "Hare"], [2, 0, 1, 1], [2, 1, 0, 1]),
        Of("matrix_coordination", "Coordination", "Both want the same, whatever it is.",
            ["Left", "Right"], [1, 0, 0, 1], [1, 0, 0, 1]),
        Of("matrix_cd", "Chicken", "Who dares wins, unless both do.",
            ["Dare", "Chicken"], [0, 4, 1, 3], [0, 1, 4, 3]),
        Of("matrix_bos", "Bach or Stravinsky", "Both would go together, each rather to its own.",
            ["Bach", "Stravinsky"], [3, 0, 0, 2], [2, 0, 0, 3]),
    ];

    private static GameType Of(string name, string title, string description, string[] actions, double[] first, double[] second) =>
        MatrixGame.TypeOf(name, title, description, MatrixTable.Of(actions, first, second));
}
