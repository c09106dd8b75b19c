using System.Text.Json;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Records;
using Grpc.Core;

namespace Arena.Cli.Records;

/// <summary>What a ledger says of a record that came in a file.</summary>
/// <param name="Differences">In what they differ, a line each.</param>
/// <param name="Note">What was compared, or why nothing was.</param>
internal sealed record LedgerComparison(IReadOnlyList<string> Differences, string Note)
{
    // A move that was changed may have made all after it unreadable.
    private const int MostShown = 10;

    private const string Uncovered = "league, match, node, recordedAt, durationUs and ledger";

    /// <summary>Of a record that has not come from a league: there is nothing to ask a ledger for.</summary>
    public static readonly LedgerComparison None = new([], "");

    private static readonly LedgerComparison _notAtHand = new(
        [], $"{Uncovered} are not checked: no ledger is at hand (start the system that has it, or name one with --endpoint)");

    /// <param name="document">As the file has it.</param>
    /// <param name="client">Where the ledger is; null when none is at hand.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<LedgerComparison> OfAsync(MatchDocument document, ArenaClient? client, CancellationToken cancellationToken)
    {
        if (document.Origin is not { } origin)
            return None;
        if (client is null)
            return _notAtHand;
        var request = new GetMatchRecordRequest { LeagueId = origin.League, Index = origin.Match };
        try
        {
            var kept = RecordMessages.ToDocument(await client.Leagues.GetMatchRecordAsync(request, cancellationToken: cancellationToken));
            var differences = Between(document, kept);
            var more = differences.Count > MostShown ? [$"… and {differences.Count - MostShown} more"] : Array.Empty<string>();
            return new LedgerComparison(
                [.. differences.Take(MostShown), .. more], $"compared with the ledger at {client.Address}");
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            return new LedgerComparison(
                [], $"{Uncovered} are not checked: the ledger at {client.Address} has no match {origin.Match} of {origin.League}");
        }
    }

    // Both as they would be written, so that nothing that a record says is left out.
    private static List<string> Between(MatchDocument document, MatchDocument kept)
    {
        using var file = JsonDocument.Parse(MatchDocumentWriter.Write(document));
        using var ledger = JsonDocument.Parse(MatchDocumentWriter.Write(kept));
        return [.. Between("", file.RootElement, ledger.RootElement)];
    }

    private static IEnumerable<string> Between(string path, JsonElement file, JsonElement ledger)
    {
        var areThere = file.ValueKind != JsonValueKind.Undefined && ledger.ValueKind != JsonValueKind.Undefined;
        if (areThere && JsonElement.DeepEquals(file, ledger))
            return [];
        return (file.ValueKind, ledger.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => file.EnumerateObject().Concat(ledger.EnumerateObject())
                .Select(property => property.Name).Distinct()
                .SelectMany(name => Between($"{path}.{name}", Member(file, name), Member(ledger, name))),
            (JsonValueKind.Array, JsonValueKind.Array) when file.GetArrayLength() == ledger.GetArrayLength() =>
                file.EnumerateArray().Zip(ledger.EnumerateArray())
                    .SelectMany((pair, index) => Between($"{path}[{index}]", pair.First, pair.Second)),
            _ => [$"{path.TrimStart('.')}: the file has {Text(file)}; the ledger has {Text(ledger)}"],
        };
    }

    private static JsonElement Member(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "none",
        JsonValueKind.Array => $"{value.GetArrayLength()} items",
        JsonValueKind.Object => "an object",
        _ => value.GetRawText(),
    };
}
