namespace Arena.Hosting.Engine;

/// <summary>Finds programs the way a shell does.</summary>
internal static class ExecutableFinder
{
    public static string? Find(string name, params IEnumerable<string> alsoIn)
    {
        if (Path.IsPathRooted(name))
            return File.Exists(name) ? name : null;

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(alsoIn)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
