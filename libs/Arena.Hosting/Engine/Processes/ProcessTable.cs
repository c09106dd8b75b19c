using System.Globalization;

namespace Arena.Hosting.Engine;

/// <summary>Reads <c>/proc</c>.</summary>
internal static class ProcessTable
{
    /// <summary>
    /// When a process started, in clock ticks since boot; null when there is no such process. Together with the id it names
    /// one process for ever, since ids are used again.
    /// </summary>
    public static long? StartTime(int processId)
    {
        try
        {
            // The name in parentheses may hold anything, so fields are counted from behind it; the start time is field 22.
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Every process whose current directory this is. A store's server, and all that it forked, stand in their data.</summary>
    public static IReadOnlyList<int> WithCurrentDirectory(string directory)
    {
        var found = new List<int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), out var id) && CurrentDirectory(entry) == directory && StartTime(id) is not null)
                found.Add(id);
        }

        return found;
    }

    private static string? CurrentDirectory(string entry)
    {
        try
        {
            return new FileInfo(Path.Combine(entry, "cwd")).LinkTarget;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
