using Arena.Core.Games.Chess;
using Arena.Core.Matches;

namespace Arena.Cli.Matches.Engines;

/// <summary>How a game of chess has ended, in PGN's words and cutechess's.</summary>
internal readonly record struct GameEnd(string Result, string Why, string Termination)
{
    private static readonly string[] _sides = ["White", "Black"];

    public static GameEnd Of(MatchSpec spec, MatchRecord record)
    {
        var result = record.Outcomes[0] switch { Outcome.Win => "1-0", Outcome.Loss => "0-1", _ => "1/2-1/2" };
        for (var seat = 0; seat < 2; seat++)
        {
            if (record.Verdicts[seat] == Verdict.Ok)
                continue;
            if (record.Verdicts[seat] == Verdict.Resign)
                return new(result, $"{_sides[seat]} resigns", "normal");
            var (what, termination) = record.Verdicts[seat] switch
            {
                Verdict.Timeout when record.Outcomes[seat] == Outcome.Draw => ("draws on time", "time forfeit"),
                Verdict.Timeout => ("loses on time", "time forfeit"),
                Verdict.Illegal => ("makes an illegal move", "rules infraction"),
                _ => ("disconnects", "abandoned"),
            };
            return new(result, $"{_sides[seat]} {what} at move {MoveNumber(spec, record)}: {Fault(spec, record, seat)}", termination);
        }

        return record.Adjudication is { } adjudication
            ? new(result, adjudication, "adjudication")
            : new(result, Reason(spec, record), "normal");
    }

    /// <summary>What a seat did, without who it was and when, which is told as players of chess count moves.</summary>
    public static string Fault(MatchSpec spec, MatchRecord record, int seat)
    {
        var reason = record.Reason ?? "";
        var start = $"{spec.Agents[seat].Name} (seat {seat}) at move {record.Moves}: ";
        return reason.StartsWith(start, StringComparison.Ordinal) ? reason[start.Length..] : reason;
    }

    private static string MoveNumber(MatchSpec spec, MatchRecord record) => Last(spec, record).ToString()!.Split(' ')[^1];

    private static ChessState Last(MatchSpec spec, MatchRecord record)
    {
        var state = spec.Opening.State is { } text ? spec.Game.ParseState(text) : spec.Game.NewState();
        foreach (var action in Transcript.Read(record.Transcript))
            state.Apply(action);
        return (ChessState)state;
    }

    private static string Reason(MatchSpec spec, MatchRecord record) => Last(spec, record).End switch
    {
        ChessEnd.Checkmate => $"{_sides[record.Outcomes[0] == Outcome.Win ? 0 : 1]} mates",
        ChessEnd.Stalemate => "Draw by stalemate",
        ChessEnd.DeadPosition => "Draw by insufficient mating material",
        ChessEnd.Repetition => "Draw by 3-fold repetition",
        ChessEnd.QuietMoves => "Draw by fifty moves rule",
        _ => "No result",
    };
}
