using System.Collections.Immutable;

namespace Arena.Core.Matches;

/// <summary>Turns scores and verdicts into outcomes.</summary>
public static class Judgement
{
    /// <summary>
    /// The seat's outcome. Who forfeits loses, even when the other forfeits too; otherwise the higher score wins, and
    /// the same score is a draw.
    /// </summary>
    public static Outcome Of(double score, Verdict verdict, double otherScore, Verdict otherVerdict)
    {
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

    /// <summary>The outcome of every seat.</summary>
    public static ImmutableArray<Outcome> OfSeats(ImmutableArray<double> scores, ImmutableArray<Verdict> verdicts) =>
        [.. Enumerable.Range(0, scores.Length).Select(seat => Of(seat, scores.AsSpan(), verdicts.AsSpan()))];
}
