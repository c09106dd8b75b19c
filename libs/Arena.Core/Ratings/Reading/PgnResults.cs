using System.Runtime.CompilerServices;
using Arena.Core.Pgn;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>
/// The results of a PGN file. Two games of the same players are a pair if they have the same event and round, or start
/// from the same given position in it. A tag ArenaHash is the key by which a game is known.
/// </summary>
internal static class PgnResults
{
    [MethodImpl(HotPath.Options)]
    public static ReadReport Read(Stream stream, ResultCollector results)
    {
        var report = new ReadReport();
        var reader = new PgnReader(stream);
        while (report.Failure is null && reader.ReadGame())
        {
            reader.SkipMoves();
            foreach (var fault in reader.Faults) report.Add(fault.Line, fault.Column, fault.Message);
            var white = Player(reader, "White"u8, report);
            var black = Player(reader, "Black"u8, report);
            if (white.IsEmpty || black.IsEmpty)
            {
                report.Skipped++;
            }
            else if (white.SequenceEqual(black))
            {
                report.Add(reader.Line, 1, $"'{PgnText.Decode(white)}' plays itself in game {reader.Number}");
                report.Skipped++;
            }
            else if (reader.Outcome == PgnOutcome.Unknown)
            {
                report.Unfinished++;
            }
            else
            {
                reader.Tags.TryGet("ArenaHash"u8, out var key);
                var game = new CollectedGame(
                    results.Names[white], results.Names[black], ResultOf(reader.Outcome), Mark(reader.Tags),
                    results.NodeOf(default));
                results.Add(game, key, reader.Line, report);
            }
        }

        if (reader.Failure is { } failure) report.Failure = new(failure.Line, failure.Column, failure.Message);
        return report;
    }

    private static GameResult ResultOf(PgnOutcome outcome) => outcome switch
    {
        PgnOutcome.WhiteWins => GameResult.Win,
        PgnOutcome.BlackWins => GameResult.Loss,
        _ => GameResult.Draw,
    };

    private static ReadOnlySpan<byte> Player(PgnReader reader, ReadOnlySpan<byte> tag, ReadReport report)
    {
        var known = reader.Tags.TryGet(tag, out var name);
        name = name.Trim(" \t"u8);
        if (!name.IsEmpty && !name.SequenceEqual("?"u8)) return name;
        report.Add(reader.Line, 1, known
            ? $"the {PgnText.Decode(tag)} tag of game {reader.Number} names nobody"
            : $"game {reader.Number} has no {PgnText.Decode(tag)} tag");
        return default;
    }

    [MethodImpl(HotPath.Options)]
    private static ulong Mark(PgnTags tags)
    {
        tags.TryGet("Event"u8, out var of);
        var hasRound = tags.TryGet("Round"u8, out var round) && !round.SequenceEqual("?"u8) && !round.SequenceEqual("-"u8);
        var hasStart = tags.TryGet("FEN"u8, out var start);
        return hasRound || hasStart ? PairMark.Of(PairMark.Of(PairMark.Of(of), round), start) : 0;
    }
}
