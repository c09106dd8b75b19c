using System.Text.RegularExpressions;
using Arena.Tests.Shared;

namespace Arena.Tests.Architecture;

/// <summary>The tables of docs/architecture.md that say who knows whom: whom each knows besides itself, in the order of the page.</summary>
internal static partial class ArchitectureTables
{
    private static readonly string[] _lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));

    /// <summary>By project.</summary>
    public static IReadOnlyDictionary<string, string[]> OfProjects { get; } = Table("| project | knows |");

    /// <summary>By assembly, then room.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> OfRooms { get; } =
        _lines.Select(line => RoomsOf().Match(line)).Where(m => m.Success)
            .ToDictionary(
                m => m.Groups[1].Value, m => (IReadOnlyDictionary<string, string[]>)Table(m.Value));

    // The first cell is one name or several in backquotes, the second the names that it knows, or a dash.
    private static OrderedDictionary<string, string[]> Table(string header)
    {
        var rows = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in _lines.SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|')))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            string[] known = [.. Name().Matches(cells[2]).Select(m => m.Groups[1].Value)];
            foreach (Match name in Name().Matches(cells[1]))
                rows.Add(name.Groups[1].Value, known);
        }

        return rows;
    }

    [GeneratedRegex(@"^\| room of `([\w.]+)` \| knows \|$")]
    private static partial Regex RoomsOf();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
