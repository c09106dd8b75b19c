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

    /// <summary>The processes whose arguments have these among them, one after the other.</summary>
    public static IReadOnlyList<int> WithArguments(params string[] wanted)
    {
        var text = string.Concat(wanted.Select(w => $"\0{w}\0")).Replace("\0\0", "\0", StringComparison.Ordinal);
        return [.. All().Where(id => Read(id, "cmdline")?.Contains(text, StringComparison.Ordinal) == true)];
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(entry => int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    // The name in parentheses may hold anything, so fields are counted from behind it: the state, the parent; the start time is the 20th.
    private static string[]? Stat(int processId)
    {
        var stat = Read(processId, "stat");
        return stat is null ? null : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string? Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
