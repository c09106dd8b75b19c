using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Matches;
using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary>A match record for people.</summary>
internal static class MatchText
{
    /// <summary>"match 17 of axelrod-1: tit-for-tat - grim, ipd".</summary>
    public static string Title(MatchDocument document)
    {
        var agents = string.Join(" - ", document.Spec.Agents.Select(a => a.Name));
        var origin = document.Origin is { } o ? $"match {o.Match} of {o.League}" : "match";
        return $"{origin}: {agents}, {document.Spec.Game.Type.Name}";
    }

    public static void Write(MatchDocument document)
    {
        var (spec, record) = (document.Spec, document.Record);
        Console.WriteLine(Title(document));
        if (document.Origin is { } origin)
        {
            Console.Write($"played by {origin.Node}, recorded {origin.RecordedAt.UtcDateTime:u} ");
            Console.WriteLine($"as {origin.Sequence} of the ledger ({Short(origin.LedgerHash)})");
        }

        var parameters = spec.Game.Parameters.ToString();
        Console.Write($"parameters {(parameters.Length > 0 ? parameters : "none")}; ");
        Console.WriteLine($"seed {spec.Seed}; epoch {record.Epoch}");
        if (spec.Opening.State is { } state)
            Console.WriteLine($"from {state}");
        TextTable.Write(
            [">Seat", "Agent", "Kind", ">Score", "Verdict", ">Time s", "Content"],
            Enumerable.Range(0, spec.Agents.Length).Select(seat => new object[]
            {
                seat,
                spec.Agents[seat].Name,
                spec.Agents[seat].Strategy,
                record.Scores[seat].ToString(CultureInfo.InvariantCulture),
                record.Verdicts[seat].ToString().ToLowerInvariant(),
                Seconds(document, seat),
                Short(Convert.ToHexStringLower(record.AgentHashes[seat])),
            }));
        if (record.Reason is not null)
            Console.WriteLine($"forfeit: {record.Reason}");
        if (record.Adjudication is not null)
            Console.WriteLine(record.Adjudication);
        Console.WriteLine($"hash {Convert.ToHexStringLower(record.Hash)}");
        Console.WriteLine($"seal {Convert.ToHexStringLower(record.Seal)}");
        Console.WriteLine($"{Counted.Of(record.Moves, "move")}: {string.Join(' ', MatchMoves.Names(document))}");
    }

    private static string Seconds(MatchDocument document, int seat)
    {
        var microseconds = MatchMoves.Of(document).Where(move => move.By == seat).Sum(move => move.Microseconds ?? 0);
        return (microseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static string Short(string hash) => hash[..16];
}
