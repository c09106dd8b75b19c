using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Records;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>How a match has ended, in words.</summary>
internal static class MatchEnd
{
    /// <summary>Who has won.</summary>
    public static string Headline(MatchView view)
    {
        var outcomes = view.Document.Record.Outcomes;
        if (outcomes.IndexOf(Outcome.Win) is var winner and >= 0)
            return $"{view.NameOf(winner)} wins";
        return outcomes.All(outcome => outcome == Outcome.Draw) ? "Draw" : "Nobody wins";
    }

    /// <summary>Why, a sentence each.</summary>
    public static IEnumerable<string> Reasons(MatchView view)
    {
        var record = view.Document.Record;
        for (var seat = 0; seat < record.Verdicts.Length; seat++)
        {
            if (Fault(record.Verdicts[seat]) is { } fault)
                yield return $"{view.NameOf(seat)} {fault}.";
        }

        if (record.Reason is { } reason)
            yield return reason;
        if (record.Adjudication is { } ruling)
            yield return $"Ended by {ruling}.";
        else if (ClosingOf(view) is { } closing)
            yield return $"{closing}.";
        if (!view.IsWhole)
            yield return $"Only {view.Last} of its {record.Moves} moves can be shown: what follows is not legal.";
    }

    // Chess has words for its ends.
    private static string? ClosingOf(MatchView view) =>
        view is { IsWhole: true, Position.Game: ChessGame } && view.Document.Record.Verdicts.All(verdict => verdict == Verdict.Ok)
            ? MatchPgn.From(view.Document).Closing
            : null;

    private static string? Fault(Verdict verdict) => verdict switch
    {
        Verdict.Illegal => "played what is not legal",
        Verdict.Timeout => "took too long",
        Verdict.Crash => "failed",
        Verdict.Disconnect => "left",
        Verdict.Resign => "resigned",
        _ => null,
    };
}
