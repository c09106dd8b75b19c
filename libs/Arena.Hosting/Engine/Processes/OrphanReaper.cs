using System.Diagnostics;
using System.Globalization;

namespace Arena.Hosting.Engine;

/// <summary>
/// Sees to it that nothing is left when we are killed. The kernel's death signal only asks a child to end, and does not reach what the child
/// has started; so a shell beside us is told every process group that we start, notices by the end of its input that we are gone, and
/// kills what is still there two seconds later.
/// </summary>
internal sealed class OrphanReaper : IDisposable
{
    private const string Script = """
        groups=""
        while read -r sign id; do
          rest=""
          for group in $groups; do [ "$group" = "$id" ] || rest="$rest $group"; done
          groups=$rest
          [ "$sign" = + ] && groups="$groups $id"
        done
        [ -z "$groups" ] && exit 0
        sleep 2
        for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
        exit 0
        """;

    private readonly Lock _gate = new();
    private readonly Process _shell;

    private OrphanReaper(Process shell) => _shell = shell;

    /// <summary>Null where children have no groups of their own.</summary>
    public static OrphanReaper? TryStart()
    {
        if (!GuardedCommand.IsAvailable || ExecutableFinder.Find("setsid") is not { } setSid)
            return null;
        var start = new ProcessStartInfo(setSid, ["/bin/sh", "-c", Script])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        return new OrphanReaper(Process.Start(start)!);
    }

    /// <summary>From now on this group ends with us.</summary>
    public void Add(int group) => Tell('+', group);

    /// <summary>It has ended; its number may become somebody else's.</summary>
    public void Remove(int group) => Tell('-', group);

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                _shell.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has been killed.
            }

            _shell.Dispose();
        }
    }

    private void Tell(char sign, int group)
    {
        lock (_gate)
        {
            try
            {
                _shell.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{sign} {group}\n"));
                _shell.StandardInput.Flush();
            }
            catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Somebody has killed the shell, or we are past the end: the kernel's signal is left.
            }
        }
    }
}
