using System.Xml.Linq;

namespace Arena.Tests.Shared;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(p => !IsOutput(p)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> SampleLeagues =>
        Directory.GetFiles(Path.Combine(Root, "samples", "leagues"), "*.json")
            .Where(path => path != LeagueSchema)
            .Order(StringComparer.Ordinal);

    /// <summary>What editors check league files by.</summary>
    public static string LeagueSchema { get; } = Path.Combine(Root, "samples", "leagues", "league.schema.json");

    public static IEnumerable<(string Name, XElement Element)> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Where(e => e.Attribute("Include") is not null)
            .SelectMany(e => Expand(project, e.Attribute("Include")!.Value).Select(p => (Path.GetFileNameWithoutExtension(p), e)));

    public static IEnumerable<string> SourcesUnder(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(p => !IsOutput(p));

    private static IEnumerable<string> Expand(string project, string include) =>
        include.Contains('*', StringComparison.Ordinal) ? Projects.Where(p => p.Contains("/libs/", StringComparison.Ordinal)) : [Path.Combine(Path.GetDirectoryName(project)!, include)];

    private static bool IsOutput(string path) =>
        Path.GetRelativePath(Root, path).Split('/').Any(part => part is "artifacts" or "obj" or "bin" or ".arena");

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Arena.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"No Arena.sln above {AppContext.BaseDirectory}.");
    }
}
