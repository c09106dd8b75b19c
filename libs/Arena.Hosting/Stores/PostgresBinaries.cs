using System.Globalization;

namespace Arena.Hosting.Stores;

/// <summary>The server's programs, wherever they are installed.</summary>
/// <param name="Directory">Where <c>postgres</c> and <c>initdb</c> are.</param>
internal sealed record PostgresBinaries(string Directory)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>
    /// Debian keeps one directory a major version, and not on the PATH. The newest is taken, except that data written by an
    /// older version needs that version: <paramref name="dataVersion"/>.
    /// </summary>
    public static PostgresBinaries? Find(string? dataVersion)
    {
        var all = FindAll();
        return all.FirstOrDefault(b => Path.GetFileName(Path.GetDirectoryName(b.Directory)) == dataVersion) ?? all.FirstOrDefault();
    }

    private static List<PostgresBinaries> FindAll()
    {
        var versions = System.IO.Directory.Exists(DebianRoot) ? System.IO.Directory.GetDirectories(DebianRoot) : [];
        var candidates = versions
            .OrderByDescending(v => double.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [.. path.Concat(candidates).Select(Resolve).OfType<string>().Distinct().Select(found => new PostgresBinaries(found))];
    }

    // initdb lies beside the real program, not beside a link to it; a dangling link is no program.
    private static string? Resolve(string directory)
    {
        var program = new FileInfo(Path.Combine(directory, "postgres"));
        var real = program.LinkTarget is null ? program : program.ResolveLinkTarget(returnFinalTarget: true);
        return real is { Exists: true } && Path.GetDirectoryName(real.FullName) is { } home && File.Exists(Path.Combine(home, "initdb")) ? home : null;
    }
}
