using System.Globalization;
using Arena.Core.Agents;

namespace Arena.Cli.Matches.Engines;

/// <summary>What is said of a move in a PGN, as fastchess does: "+0.32/14 0.102s", and after it what was asked for.</summary>
internal static class MoveComment
{
    public static string Of(PgnOutput output, SearchSummary? search, TimeSpan time, TimeSpan? left)
    {
        var details = search?.Details;
        var parts = new List<string> { search is { } found ? $"{Score(found)}/{Number(found.Depth)} {Seconds(time)}" : Seconds(time) };
        Add(output.TimeLeft, "tl", left is { } remaining ? Seconds(remaining) : null);
        Add(output.Latency, "latency", details?.Time is { } own && own <= time ? Seconds(time - own) : null);
        Add(output.Nodes, "n", Number(details?.Nodes));
        Add(output.SelectiveDepth, "sd", Number(details?.SelectiveDepth));
        Add(output.NodesPerSecond, "nps", Number(details?.NodesPerSecond));
        Add(output.HashFull, "hashfull", Number(details?.HashFull));
        Add(output.TablebaseHits, "tbhits", Number(details?.TablebaseHits));
        Add(output.Line, "pv", details?.Line is { } line ? $"\"{line}\"" : null);
        return string.Join(", ", parts);

        void Add(bool isWanted, string name, string? value)
        {
            if (isWanted && value is not null)
                parts.Add($"{name}={value}");
        }
    }

    private static string Score(SearchSummary search) => search.Mate is { } mate
        ? string.Create(CultureInfo.InvariantCulture, $"{(mate < 0 ? "-" : "+")}M{Math.Abs((long)mate)}")
        : string.Create(CultureInfo.InvariantCulture, $"{search.Centipawns / 100.0:+0.00;-0.00;+0.00}");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000}s");

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
