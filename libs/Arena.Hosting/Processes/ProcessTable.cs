using System.Globalization;

namespace Arena.Hosting.Processes;

/// <summary>Reads <c>/proc</c>.</summary>
internal static class ProcessTable
{
    /// <summary>
    /// When a process started, in clock ticks since boot; null when there is no such process. Together with the id it names
    /// one process for ever, since ids are used again.
    /// </summary>
    public static long? StartTime(int processId) =>
        Stat(processId) is { } fields && fields[0] is not ("Z" or "X") ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;

    /// <summary>The living processes that this one started, and has not lost to a process between.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
        [.. All().Where(id => Stat(id) is { } fields && fields[1] == processId.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The file name of the program that runs there; null when there is none, or none that we may see.</summary>
    public static string? ProgramOf(int processId)
    {
        try
        {
            return Path.GetFileName(new FileInfo($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/exe").LinkTarget);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(entry => int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    // The name in parentheses may hold anything, so fields are counted from behind it: the state, the parent; the start time is the 20th.
    private static string[]? Stat(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
