using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Clocks;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Pgn;
using Arena.Core.Records;

namespace Arena.Cli.Matches.Engines;

/// <summary>A game as PGN, with a comment on each move as fastchess writes them.</summary>
internal static class GamePgn
{
    public static PgnChessGame Of(EngineMatch tournament, PlannedMatch match, MatchRecord record, GameEnd end, DateTimeOffset now)
    {
        var spec = match.Spec;
        var output = tournament.Pgn!;
        var control = spec.Agents.Select((_, seat) => spec.TimeControlOf(seat)).ToArray();
        return new PgnChessGame
        {
            Tags =
            [
                new("Event", tournament.Event),
                new("Site", tournament.Site),
                new("Date", now.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture)),
                new("Round", (match.Meeting + 1).ToString(CultureInfo.InvariantCulture)),
                new("White", spec.Agents[0].Name),
                new("Black", spec.Agents[1].Name),
                .. output.Minimal ? [] : Details(end, control[0], control[1]),
                .. PgnChessGame.VariantTag((ChessGame)spec.Game),
            ],
            Fen = MatchPgn.FenOf(spec),
            Plies = Plies(output, spec, record, control),
            Result = end.Result,
            Closing = output.Minimal ? null : end.Why,
        };
    }

    private static KeyValuePair<string, string>[] Details(GameEnd end, TimeControl white, TimeControl black) =>
        [new("Termination", end.Termination), .. Clocks(white, black)];

    private static KeyValuePair<string, string>[] Clocks(TimeControl white, TimeControl black) => white == black
        ? [new("TimeControl", Tag(white))]
        : [new("WhiteTimeControl", Tag(white)), new("BlackTimeControl", Tag(black))];

    private static ImmutableArray<PgnPly> Plies(PgnOutput output, MatchSpec spec, MatchRecord record, TimeControl[] control)
    {
        var clocks = control.Select(c => new Clock(c)).ToArray();
        var first = spec.Opening.State?.Split(' ') is [_, "b", ..] ? 1 : 0;
        var book = spec.Opening.Moves.Length;
        var plies = ImmutableArray.CreateBuilder<PgnPly>();
        foreach (var (action, index) in Transcript.Read(record.Transcript).Select((action, index) => (action, index)))
        {
            if (output.Minimal || index < book)
            {
                plies.Add(new PgnPly(action, Comment: output.Minimal ? null : "book"));
                continue;
            }

            var seat = (first + index) % 2;
            var time = TimeSpan.FromMicroseconds(record.MoveTimes[index - book]);
            clocks[seat].Charge(time);
            var search = record.Searches.IsDefaultOrEmpty ? null : record.Searches[index - book];
            TimeSpan? left = control[seat].MoveTime is null ? clocks[seat].Reading.Remaining : null;
            plies.Add(new PgnPly(action, Comment: MoveComment.Of(output, search, time, left)));
        }

        return plies.ToImmutable();
    }

    // "40/60+0.5" as the standard has it; "*" stands for time by the move, which it does not have.
    private static string Tag(TimeControl control) => control.MoveTime is { } move
        ? string.Create(CultureInfo.InvariantCulture, $"*{move.TotalSeconds:0.###}")
        : control.ToString();
}
