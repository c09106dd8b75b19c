using System.Globalization;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Postgres;

/// <summary>The server's programs, wherever they are installed.</summary>
internal sealed record PostgresBinaries(string Directory)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>
    /// Debian keeps one directory a major version, and not on the PATH. The newest is taken, except that data written by an
    /// older version needs that version: <paramref name="dataVersion"/>.
    /// </summary>
    public static PostgresBinaries? Find(string? dataVersion)
    {
        var all = FindAll();
        return dataVersion is null
            ? all.FirstOrDefault()
            : all.FirstOrDefault(b => Path.GetFileName(Path.GetDirectoryName(b.Directory)) == dataVersion) ?? all.FirstOrDefault();
    }

    private static List<PostgresBinaries> FindAll()
    {
        var versions = System.IO.Directory.Exists(DebianRoot) ? System.IO.Directory.GetDirectories(DebianRoot) : [];
        var candidates = versions
            .OrderByDescending(v => double.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin"));
        if (ExecutableFinder.Find("postgres") is { } onPath)
            candidates = candidates.Prepend(Path.GetDirectoryName(onPath)!);
        return [.. candidates.Select(c => new PostgresBinaries(c)).Where(b => File.Exists(b.InitDb) && File.Exists(b.Postgres))];
    }
}
