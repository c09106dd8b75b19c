using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>A dilemma match as one of its players sees it: my past, theirs, and the rules.</summary>
internal readonly struct History(DilemmaState state, int seat)
{
    /// <summary>Turns played so far; so also the number (from 0) of the turn to come.</summary>
    public int Count => state.Moves;

    public bool IsEmpty => state.Moves == 0;

    /// <summary>
    /// Turns in the whole match. Axelrod's first tournament announced them beforehand; where the end is left to chance,
    /// it is always far away.
    /// </summary>
    public int Length => state.Game.HasKnownLength ? state.Game.Turns : int.MaxValue;

    public Payoffs Payoffs => state.Game.Payoffs;

    /// <summary>My last choice. Not on the first turn.</summary>
    public Choice MyLast => Mine(Count - 1);

    /// <summary>The other's last choice. Not on the first turn.</summary>
    public Choice TheirLast => Theirs(Count - 1);

    public int MyDefections => state.Defections(seat);

    public int TheirDefections => state.Defections(1 - seat);

    public double MyScore => state.Score(seat);

    public double TheirScore => state.Score(1 - seat);

    public Choice Mine(int turn) => state.Past(seat, turn);

    public Choice Theirs(int turn) => state.Past(1 - seat, turn);

    /// <summary>Tit For Tat's answer: cooperate at first, then whatever the other did last.</summary>
    public Choice Tit => IsEmpty ? Choice.Cooperate : TheirLast;
}
