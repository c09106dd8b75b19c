using System.Collections.Immutable;
using Arena.Core.Games;

namespace Arena.Core.Matches;

/// <summary>Turns scores and verdicts into outcomes.</summary>
public static class Judgement
{
    private const double Drawn = 0.5;

    /// <summary>Whether it is the agent's fault that the match ended so.</summary>
    public static bool IsForfeit(Verdict verdict) => verdict is not (Verdict.Ok or Verdict.Resign);

    /// <summary>
    /// The seat's outcome. Who resigns or forfeits loses, even when the other forfeits too, but for a timeout that the game has called a
    /// draw (half the point for each); otherwise the higher score wins, and the same score is a draw.
    /// </summary>
    public static Outcome Of(double score, Verdict verdict, double otherScore, Verdict otherVerdict)
    {
        if (IsDrawnOnTime(score, verdict, otherScore, otherVerdict)) return Outcome.Draw;
        if (verdict != Verdict.Ok) return Outcome.Loss;
        if (otherVerdict != Verdict.Ok || score > otherScore) return Outcome.Win;
        return score < otherScore ? Outcome.Loss : Outcome.Draw;
    }

    /// <summary>
    /// The outcome of a seat among any number: a win over everybody else, a draw with the best of them, or a loss.
    /// </summary>
    public static Outcome Of(int seat, ReadOnlySpan<double> scores, ReadOnlySpan<Verdict> verdicts)
    {
        var outcome = Outcome.Win;
        for (var other = 0; other < scores.Length; other++)
        {
            if (other == seat) continue;
            var against = Of(scores[seat], verdicts[seat], scores[other], verdicts[other]);
            if (against < outcome) outcome = against;
        }

        return outcome;
    }

    /// <summary>
    /// The seat's score in a match that ends here: by the game, or by the forfeits that the verdicts tell. The game may call it a
    /// draw when one of two is late (<see cref="GameState.IsDrawnOnTime"/>).
    /// </summary>
    internal static double ScoreOf(GameState state, int seat, ReadOnlySpan<Verdict> verdicts)
    {
        if (!verdicts.ContainsAnyExcept(Verdict.Ok)) return state.Score(seat);
        return IsDrawnOnTime(state, verdicts) ? Drawn : state.ForfeitScore(seat, verdicts[seat] != Verdict.Ok);
    }

    /// <summary>Whether the only fault is that one of two seats was late, and the game calls that a draw.</summary>
    internal static bool IsDrawnOnTime(GameState state, ReadOnlySpan<Verdict> verdicts) => verdicts switch
    {
        [Verdict.Timeout, Verdict.Ok] => state.IsDrawnOnTime(0),
        [Verdict.Ok, Verdict.Timeout] => state.IsDrawnOnTime(1),
        _ => false,
    };

    private static bool IsDrawnOnTime(double score, Verdict verdict, double otherScore, Verdict otherVerdict) =>
        score == Drawn && otherScore == Drawn
        && (verdict, otherVerdict) is (Verdict.Timeout, Verdict.Ok) or (Verdict.Ok, Verdict.Timeout);

    /// <summary>The outcome of every seat.</summary>
    public static ImmutableArray<Outcome> OfSeats(ImmutableArray<double> scores, ImmutableArray<Verdict> verdicts) =>
        [.. Enumerable.Range(0, scores.Length).Select(seat => Of(seat, scores.AsSpan(), verdicts.AsSpan()))];
}
