namespace Arena.Engines.Processes;

/// <summary>Finds programs the way a shell does, and where Debian keeps its games.</summary>
public static class ProgramFinder
{
    private static readonly string[] _alsoIn = ["/usr/games", "/usr/local/games"];

    /// <summary>The path of a program; null when there is none that can be run.</summary>
    /// <param name="name">A name, or a path if there is a slash in it.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static string? Find(string name, string directory)
    {
        if (name.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(name))
        {
            var path = Path.GetFullPath(name, directory);
            return IsExecutable(path) ? path : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(_alsoIn).Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);
    }

    // A link that leads nowhere exists, and is no program.
    private static bool IsExecutable(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
