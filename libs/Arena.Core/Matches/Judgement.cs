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

    /// <summary>The outcome of every seat of a match for two.</summary>
    public static ImmutableArray<Outcome> OfSeats(IReadOnlyList<double> scores, IReadOnlyList<Verdict> verdicts) =>
    [
        Of(scores[0], verdicts[0], scores[1], verdicts[1]),
        Of(scores[1], verdicts[1], scores[0], verdicts[0]),
    ];
}
