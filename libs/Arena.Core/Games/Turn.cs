namespace Arena.Core.Games;

/// <summary>What <see cref="GameState.CurrentSeat"/> says when it is not a seat. The numbers are OpenSpiel's.</summary>
public static class Turn
{
    /// <summary>Nature moves: the referee rolls one of the state's chance outcomes.</summary>
    public const int Chance = -1;

    /// <summary>All seats choose at once, none seeing the others' choice.</summary>
    public const int Simultaneous = -2;

    /// <summary>The game is over.</summary>
    public const int Terminal = -4;
}
