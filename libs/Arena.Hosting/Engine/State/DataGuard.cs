namespace Arena.Hosting.Engine;

/// <summary>
/// Makes sure that nobody works in a data directory before a server is started on it. The lock keeps other app hosts away;
/// what may be left is a server of one that was killed, on its way out.
/// </summary>
internal static class DataGuard
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(50);

    public static async Task WaitUntilUnusedAsync(string directory, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var deadline = TimeProvider.System.GetTimestamp();
        while (ProcessTable.WithCurrentDirectory(directory) is { Count: > 0 } leftovers)
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > _patience)
            {
                foreach (var leftover in leftovers)
                    Libc.Kill(leftover, UnixSignal.Kill);
            }

            await Task.Delay(_poll, cancellationToken).ConfigureAwait(false);
        }
    }
}
