using Arena.Core.Matches;
using Arena.Core.Records;

namespace Arena.Tests.Shared;

/// <summary>Matches that were played, as documents.</summary>
internal static class Recorded
{
    public static readonly MatchOrigin Origin = new(
        "league-1", 17, "node-2", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.Zero), 1234, 99, new string('a', 64));

    public static async Task<MatchDocument> Async(
        string game, ulong seed, string first, string second, params (string, double)[] parameters) =>
        await Async(Play.Spec(game, seed, first, second, parameters));

    public static async Task<MatchDocument> Async(MatchSpec spec) => new()
    {
        Spec = spec,
        Record = await MatchRunner.PlayAsync(spec, TimeProvider.System, CancellationToken.None),
        Origin = Origin,
    };

    /// <summary>With the hashes that a forger who knows the format would make.</summary>
    public static MatchDocument Resealed(MatchDocument document)
    {
        var record = document.Record with
        {
            Hash = MatchHashes.OfMatch(document.Spec, document.Record.Transcript, document.Record.Scores.AsSpan(),
            document.Record.Verdicts.AsSpan(), document.Record.Evaluations),
        };
        return document with { Record = record with { Seal = MatchHashes.SealOf(record) } };
    }
}
