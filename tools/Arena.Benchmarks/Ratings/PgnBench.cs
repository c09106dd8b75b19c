using Arena.Core.Pgn;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Reading;

namespace Arena.Benchmarks.Ratings;

/// <summary>Reading PGN: every token, and results only.</summary>
internal static class PgnBench
{
    public static IEnumerable<BenchRow> Run()
    {
        var pgn = MadeUpGames.Pgn(MadeUpGames.Dense(500, 20_000, new Seed(6)));
        var megabytes = pgn.Length / 1e6;
        var plain = megabytes / RatingsBench.Seconds(3, () => Plain(pgn));
        yield return Row("PGN, results only (limit 100)", megabytes / RatingsBench.Seconds(5, () => Results(pgn)));
        yield return Row("PGN, every token (limit 100)", megabytes / RatingsBench.Seconds(5, () => Tokens(pgn)));

        BenchRow Row(string what, double speed) => BenchRow.Of(what, speed, "MB/s", "line by line as strings", plain);
    }

    private static long Results(byte[] pgn)
    {
        var collector = new ResultCollector();
        return collector.ReadPgn(new MemoryStream(pgn)).Games;
    }

    private static long Tokens(byte[] pgn)
    {
        var reader = new PgnReader(new MemoryStream(pgn));
        var bytes = 0L;
        while (reader.ReadGame())
        {
            while (reader.ReadToken() != PgnTokenKind.End)
                bytes += reader.Token.Length;
        }

        return bytes;
    }

    private static long Plain(byte[] pgn)
    {
        var reader = new StreamReader(new MemoryStream(pgn));
        var (games, tags) = (0L, new Dictionary<string, string>());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('[') && line.Split('"') is [var name, var value, ..])
                tags[name[1..].Trim()] = value;
            else if (IsEnd(line))
                games += tags["White"].Length > 0 ? 1 : 0;
        }

        return games;
    }

    private static bool IsEnd(string line) =>
        line.EndsWith("1-0", StringComparison.Ordinal)
        || line.EndsWith("0-1", StringComparison.Ordinal)
        || line.EndsWith("1/2-1/2", StringComparison.Ordinal);
}
