using System.Diagnostics;
using System.Globalization;

namespace Arena.Engines.Processes;

/// <summary>
/// A shell that outlives this process by a moment: it is told of every engine's process group, and when this process is
/// gone, however it went, it kills those that are left, and what had left its group. A death signal of the kernel's would
/// reach the engine alone, and not what it has forked.
/// </summary>
internal static class OrphanGuard
{
    private const string Script = """
        groups=
        while read -r what group; do
          if [ "$what" = + ]; then groups="$groups $group"; continue; fi
          left=
          for g in $groups; do [ "$g" = "$group" ] || left="$left $g"; done
          groups=$left
        done
        for g in $groups; do kill -s KILL -- "-$g"; done 2>/dev/null
        for p in /proc/[0-9]*; do
          if grep -qaF "$1" "$p/environ"; then kill -s KILL "${p#/proc/}"; fi
        done 2>/dev/null
        """;

    private static readonly Lock _lock = new();
    private static readonly HashSet<int> _groups = [];
    private static Process? _shell;

    /// <summary>setsid, which makes a session and with it a process group; null where there is none.</summary>
    public static string? SetSid { get; } = OperatingSystem.IsLinux() ? ProgramFinder.Find("setsid", "/") : null;

    public static void Add(int group) => Tell('+', group);

    public static void Remove(int group) => Tell('-', group);

    private static void Tell(char what, int group)
    {
        if (SetSid is null) return;
        lock (_lock)
        {
            if (what == '+') _groups.Add(group);
            else _groups.Remove(group);
            if (_shell is not null && TryTell(_shell, what, group)) return;

            // Its own session: whoever ends ours, group by group, leaves it its moment.
            _shell?.Dispose();
            _shell = Process.Start(new ProcessStartInfo(SetSid,
                ["/bin/sh", "-c", Script, "sh", Runaways.OfThisProcess]) { RedirectStandardInput = true,
                UseShellExecute = false, WorkingDirectory = "/" })!;
            foreach (var running in _groups) TryTell(_shell, '+', running);
        }
    }

    // False: somebody has ended it.
    private static bool TryTell(Process shell, char what, int group)
    {
        try
        {
            shell.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{what} {group}\n"));
            shell.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
