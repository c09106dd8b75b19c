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
            .Where(path => path != LeagueSchema && !path.EndsWith("-learn.json", StringComparison.Ordinal)) // those are for 'arena learn'
            .Order(StringComparer.Ordinal);

    /// <summary>What editors check league files by.</summary>
    public static string LeagueSchema { get; } = Path.Combine(Root, "samples", "leagues", "league.schema.json");

    public static IEnumerable<(string Name, XElement Element)> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Where(e => e.Attribute("Include") is not null)
            .SelectMany(e => Expand(project, e.Attribute("Include")!.Value).Select(p => (Path.GetFileNameWithoutExtension(p), e)));

    /// <summary>What somebody wrote that has one of these endings.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(p => endings.Contains(Path.GetExtension(p)) && !IsOutput(p));

    /// <summary>The path from the checkout's root.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    /// <summary>Fails with all of them, a line each.</summary>
    public static void AssertNone(IEnumerable<string> faults)
    {
        var text = string.Join('\n', faults);
        Assert.True(text.Length == 0, text);
    }

    private static IEnumerable<string> Expand(string project, string include) =>
        include.Contains('*', StringComparison.Ordinal)
            ? Projects.Where(p => p.Contains("/libs/", StringComparison.Ordinal))
            : [Path.Combine(Path.GetDirectoryName(project)!, include)];

    private static bool IsOutput(string path) =>
        Path.GetRelativePath(Root, path).Split('/').Any(part => part is "artifacts" or "obj" or "bin" or ".arena" or "node_modules");

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
