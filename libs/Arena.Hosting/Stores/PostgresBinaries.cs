using System.Globalization;
using Arena.Hosting.Processes;

namespace Arena.Hosting.Stores;

/// <summary>The server's programs, wherever they are installed.</summary>
/// <param name="Directory">Where <c>postgres</c> and <c>initdb</c> are.</param>
internal sealed record PostgresBinaries(string Directory)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The newest that are installed; null when none are.</summary>
    public static PostgresBinaries? Newest => All().FirstOrDefault();

    /// <summary>Debian keeps a folder a major version, which names it. Null elsewhere, where any version may be in there.</summary>
    private string? MajorVersion =>
        Path.GetDirectoryName(Directory) is { } home && Path.GetDirectoryName(home) == DebianRoot ? Path.GetFileName(home) : null;

    /// <summary>Those for the data in a folder: of the version that wrote it. The newest, when there is no data yet.</summary>
    /// <exception cref="StoreException">Another version than those that are installed wrote the data.</exception>
    public static PostgresBinaries? FindFor(string store, string? folder)
    {
        var version = folder is null ? null : Path.Combine(folder, "PG_VERSION");
        if (version is null || !File.Exists(version))
            return Newest;
        var written = File.ReadAllText(version).Trim();
        var all = All();
        return all.FirstOrDefault(b => b.MajorVersion == written) ?? all.FirstOrDefault(b => b.MajorVersion is null)
            ?? throw new StoreException(
                $"{store}: its data in {folder} was written by PostgreSQL {written}, and what is installed is "
                + $"{string.Join(", ", all.Select(b => b.MajorVersion))}: "
                + $"install postgresql-{written}, or move the data away to begin anew.");
    }

    private static List<PostgresBinaries> All()
    {
        var versions = System.IO.Directory.Exists(DebianRoot) ? System.IO.Directory.GetDirectories(DebianRoot) : [];
        var folders = versions
            .OrderByDescending(v => double.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin"));

        // initdb lies beside the real program, not beside a link to it.
        return [.. folders.Concat(InstalledProgram.Folders)
            .Select(folder => InstalledProgram.Resolve(Path.Combine(folder, "postgres"))).OfType<string>()
            .Select(program => Path.GetDirectoryName(program)!).Where(home => File.Exists(Path.Combine(home, "initdb"))).Distinct()
            .Select(home => new PostgresBinaries(home))];
    }
}
