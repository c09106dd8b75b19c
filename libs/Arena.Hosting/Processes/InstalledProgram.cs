namespace Arena.Hosting.Processes;

/// <summary>Finds programs on the PATH.</summary>
internal static class InstalledProgram
{
    /// <summary>Where programs may be that a user's PATH leaves out.</summary>
    private static readonly string[] _more = ["/usr/local/bin", "/usr/bin", "/usr/sbin"];

    /// <summary>The folders that are searched, in order.</summary>
    public static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(_more).Distinct();

    /// <summary>
    /// Where the program is found; null when it is not. A link is not followed, since a program may look at the name that it is called by, but
    /// one that leads nowhere is no program.
    /// </summary>
    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(path => Resolve(path) is not null);

    /// <summary>The file itself, behind all links; null when there is none.</summary>
    public static string? Resolve(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var real = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
            return real is { Exists: true } ? real.FullName : null;
        }
        catch (IOException)
        {
            return null; // links in a circle
        }
    }
}
