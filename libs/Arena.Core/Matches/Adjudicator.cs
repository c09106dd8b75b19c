namespace Arena.Core.Matches;

/// <summary>Follows one match of two and says when the rules end it.</summary>
internal sealed class Adjudicator(AdjudicationRules rules)
{
    private readonly int[] _lost = new int[2];   // by seat: moves in a row at which it said that it is lost,
    private readonly int[] _won = new int[2];    // or won
    private int _level;                          // plies in a row at which who moved said that there is nothing in it

    /// <summary>Why the match ends after this move, and the first seat's score; null when it does not.</summary>
    /// <param name="moves">Moves made, this one included.</param>
    /// <param name="seat">Who moved.</param>
    /// <param name="evaluation">Centipawns, how it says that it stands; null when it says nothing.</param>
    /// <param name="isIrreversible">Whether the move was one after which draws are counted afresh, it being the first.</param>
    public Ruling? After(int moves, int seat, int? evaluation, bool isIrreversible)
    {
        if (rules.Resign is { } resign && evaluation is { } score)
        {
            _lost[seat] = score <= -resign.Score ? _lost[seat] + 1 : 0;
            _won[seat] = score >= resign.Score ? _won[seat] + 1 : 0;
            if (_lost[seat] >= resign.Moves && (!resign.TwoSided || _won[1 - seat] >= resign.Moves))
                return new("adjudication: a side is lost by its own account", seat == 0 ? 0 : 1);
            if (resign.TwoSided && _won[seat] >= resign.Moves && _lost[1 - seat] >= resign.Moves)
                return new("adjudication: both say who has won", seat == 0 ? 1 : 0);
        }

        if (rules.Draw is { } draw)
        {
            var before = isIrreversible ? 0 : _level;
            _level = evaluation is { } level && Math.Abs(level) <= draw.Score ? before + 1 : 0;
            if (moves >= 2 * draw.FromMove && _level >= 2 * draw.Moves) return new("adjudication: drawn by both sides' account", 0.5);
        }

        return moves >= 2 * (rules.MaxMoves ?? int.MaxValue / 2) ? new("adjudication: the most moves are made", 0.5) : null;
    }
}

/// <summary>How a referee ends a match.</summary>
/// <param name="Why">For people.</param>
/// <param name="FirstScore">1, ½ or 0; the other seat has the rest.</param>
internal readonly record struct Ruling(string Why, double FirstScore)
{
    public double ScoreOf(int seat) => seat == 0 ? FirstScore : 1 - FirstScore;
}
