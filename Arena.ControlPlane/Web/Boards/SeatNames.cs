using Arena.Core.Games;

namespace Arena.ControlPlane.Web.Boards;

/// <summary>What seats are called, and how their pieces are told apart.</summary>
internal static class SeatNames
{
    /// <summary>As the game's field says: "White", "x"; else "Seat 1".</summary>
    public static string Of(GameType game, int seat) => game.Name switch
    {
        "chess" => seat == 0 ? "White" : "Black",
        "othello" or "breakthrough" => seat == 0 ? "Black" : "White",
        "tic_tac_toe" or "connect_four" => seat == 0 ? "x" : "o",
        _ => $"Seat {seat + 1}",
    };

    /// <summary>The class of what is drawn of a seat.</summary>
    public static string ClassOf(GameType game, int seat) => Of(game, seat) switch
    {
        "White" => "white",
        "Black" => "black",
        _ => $"seat-{seat % 2}",
    };

    /// <summary>The seat whose side of the board is at the top.</summary>
    public static int AtTop(GameType game) => game.Name == "breakthrough" ? 0 : 1;
}
