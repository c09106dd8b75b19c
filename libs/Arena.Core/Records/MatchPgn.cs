using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Pgn;

namespace Arena.Core.Records;

/// <summary>Recorded matches of chess as PGN games.</summary>
public static class MatchPgn
{
    /// <exception cref="NotSupportedException">It is not chess.</exception>
    /// <exception cref="ArgumentException">Its record has an illegal move.</exception>
    public static PgnChessGame From(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (spec, record) = (document.Spec, document.Record);
        if (spec.Game is not ChessGame chess)
            throw new NotSupportedException(
                $"PGN is for chess; this is a match of {spec.Game.Type.Name}. Its record can be exported as record or kaggle");
        List<KeyValuePair<string, string>> tags =
        [
            new("Event", document.Origin?.League ?? "Arena match"),
            new("Site", document.Origin?.Node ?? "?"),
            new("Date", document.Origin?.RecordedAt.UtcDateTime.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture) ?? "????.??.??"),
            new("Round", document.Origin?.Match.ToString(CultureInfo.InvariantCulture) ?? "?"),
            new("White", spec.Agents[0].Name),
            new("Black", spec.Agents[1].Name),
            new("TimeControl", TimeControl(spec)),
            new("Termination", Termination(record)),
            new("ArenaHash", Convert.ToHexStringLower(record.Hash)),
            .. PgnChessGame.VariantTag(chess),
        ];
        return new PgnChessGame
        {
            Tags = [.. tags], Fen = FenOf(spec), Plies = Plies(spec, record), Result = Result(record),
            Closing = Closing(spec, record),
        };
    }

    /// <summary>
    /// What the tag FEN says of a match of chess: null for the start of standard chess; in Chess960 always something, in X-FEN.
    /// </summary>
    public static string? FenOf(MatchSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var fen = spec.Opening.State;
        if (spec.Game is not ChessGame { IsFischerandom: true } chess) return fen;
        return (fen is null ? chess.NewState() : chess.ParseState(fen)).ToString();
    }

    /// <summary>How chess programs call the ends of games.</summary>
    internal static string Termination(MatchRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Verdicts.FirstOrDefault(verdict => verdict != Verdict.Ok) switch
        {
            Verdict.Ok when record.Adjudication is not null => "adjudication",
            Verdict.Ok or Verdict.Resign => "normal",
            Verdict.Timeout => "time forfeit",
            Verdict.Illegal => "rules infraction",
            _ => "abandoned",
        };
    }

    private static ImmutableArray<PgnPly> Plies(MatchSpec spec, MatchRecord record)
    {
        var actions = Transcript.Read(record.Transcript);
        var clocks = new[] { new Clocks.Clock(spec.TimeControlOf(0)), new Clocks.Clock(spec.TimeControlOf(1)) };
        var start = spec.Opening.State is { } text ? spec.Game.ParseState(text) : spec.Game.NewState();
        var plies = ImmutableArray.CreateBuilder<PgnPly>(actions.Count);
        for (var i = 0; i < actions.Count; i++)
        {
            var at = i - spec.Opening.Moves.Length;
            var time = at >= 0 && at < record.MoveTimes.Length ? TimeSpan.FromMicroseconds(record.MoveTimes[at]) : (TimeSpan?)null;
            var clock = clocks[(start.CurrentSeat + i) % 2];
            if (time is { } elapsed) clock.Charge(elapsed);
            var hasBank = time is not null && clock.Reading.Control.MoveTime is null;
            TimeSpan? remaining = hasBank ? clock.Reading.Remaining : null;
            plies.Add(new PgnPly(actions[i], time, remaining, time is null ? "opening" : null));
        }

        return plies.MoveToImmutable();
    }

    private static string Result(MatchRecord record) => record.Outcomes[0] switch
    {
        Outcome.Win => "1-0",
        Outcome.Draw => "1/2-1/2",
        _ => record.Outcomes[1] == Outcome.Win ? "0-1" : "*", // both have forfeited
    };

    private static string? Closing(MatchSpec spec, MatchRecord record)
    {
        if ((record.Reason ?? record.Adjudication) is { } why) return why;
        if (record.Verdicts.IndexOf(Verdict.Resign) is var resigned and >= 0) return resigned == 0 ? "White resigns" : "Black resigns";
        var walk = new MatchWalk(spec, record.Evaluations);
        foreach (var action in Transcript.Read(record.Transcript))
        {
            if (!walk.IsLegal(action)) return null;
            walk.Play(action);
        }

        return ((ChessState)walk.State).End switch
        {
            ChessEnd.Checkmate => record.Outcomes[0] == Outcome.Win ? "White mates" : "Black mates",
            ChessEnd.Stalemate => "Draw by stalemate",
            ChessEnd.DeadPosition => "Draw by insufficient mating material",
            ChessEnd.Repetition => "Draw by repetition",
            ChessEnd.QuietMoves => "Draw by the fifty-move rule",
            _ => null,
        };
    }

    // As the standard has it; so much for every single move is a control of one move.
    private static string TimeControl(MatchSpec spec)
    {
        var control = spec.TimeControlOf(0);
        return control.MoveTime is { } time ? $"1/{time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}" : control.ToString();
    }
}
