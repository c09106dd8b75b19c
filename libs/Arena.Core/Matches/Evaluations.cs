using System.Collections.Immutable;
using Arena.Core.Agents;

namespace Arena.Core.Matches;

/// <summary>
/// What agents said of their positions, move by move, as the referee heard it. As bytes each is a little-endian base-128 number
/// (LEB128): 0 for nothing said, 1 + 2c for c centipawns from 0, and -2c below.
/// </summary>
public static class Evaluations
{
    private const int Bits = 33; // an int twice, and one more

    /// <summary>Of a match that was played; empty where no rule asks for them.</summary>
    internal static ImmutableArray<int?> Of(MatchSpec spec, int moves, ImmutableArray<SearchSummary?> searches)
    {
        if (spec.Adjudication is not { Listens: true }) return [];
        return searches.IsEmpty ? [.. new int?[moves]] : [.. searches.Select(search => search?.Score)];
    }

    /// <summary>The evaluations as bytes; null entries are those of moves that came without any.</summary>
    public static byte[] Write(ImmutableArray<int?> evaluations) =>
        Transcript.Write([.. evaluations.Select(said => said is { } score ? 1 + (score >= 0 ? 2L * score : -2L * score - 1) : 0)]);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static ImmutableArray<int?> Read(ReadOnlySpan<byte> bytes) =>
        [.. Transcript.Read(bytes, Bits, "evaluation", "list of evaluations").Select(Score)];

    private static int? Score(long number) =>
        number == 0 ? null : number % 2 == 1 ? Centipawns((number - 1) / 2) : Centipawns(-number / 2);

    private static int Centipawns(long score) =>
        score is >= int.MinValue and <= int.MaxValue
            ? (int)score
            : throw new FormatException($"an evaluation of the list is {score}; wanted one of 32 bits");
}
