using System.Collections.Frozen;
using Arena.Core.Leagues.Document;

namespace Arena.ControlPlane.Web.NewLeague;

/// <summary>Leagues to begin with: those of <c>samples</c>, which the program has in it, with the openings of files they name.</summary>
internal static class SampleLeagues
{
    private const string Folder = "sample/";
    private const string Ending = ".json";

    private static readonly FrozenDictionary<string, string> _documents = Names().ToFrozenDictionary(name => name, Whole);

    /// <summary>What is shown when nobody has asked for another.</summary>
    public const string First = "tic-tac-toe";

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. _documents.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The document of this name; null when there is none.</summary>
    public static string? Find(string name) => _documents.GetValueOrDefault(name);

    private static IEnumerable<string> Names() =>
        typeof(SampleLeagues).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length]);

    // A browser has no folder in which openings could lie beside the document.
    private static string Whole(string name)
    {
        using var reader = new StreamReader(Open(name + Ending));
        var document = reader.ReadToEnd().ReplaceLineEndings("\n");
        return DocumentOpenings.TakeIn(document, Open).Document ?? document;
    }

    private static Stream Open(string file) => typeof(SampleLeagues).Assembly.GetManifestResourceStream(Folder + file)
        ?? throw new FileNotFoundException($"there is no sample {file}");
}
