using System.Runtime.CompilerServices;

namespace Arena.Tests.Core.Leagues;

/// <summary>Files of the repository that the tests read where they lie.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> All => Directory.GetFiles(Path.Combine(Root, "samples", "leagues"), "*.json").Order(StringComparer.Ordinal);

    // By this file's own path when it was compiled: tests run from the artifacts folder.
    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
