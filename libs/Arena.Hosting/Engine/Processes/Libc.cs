using System.Runtime.InteropServices;

namespace Arena.Hosting.Engine;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Libc
{
    /// <summary>Sends a signal to a process, or with a negative id to its whole process group.</summary>
    public static bool Kill(int processId, UnixSignal signal) => kill(processId, (int)signal) == 0;

    public static void ChangeOwner(string path, UnixUser user)
    {
        if (chown(path, user.UserId, user.GroupId) != 0)
            throw new IOException($"Cannot hand {path} over to the user '{user.Name}' (error {Marshal.GetLastPInvokeError()}).");
    }

    /// <summary>
    /// A shell script's background jobs are started with interrupts ignored, and .NET leaves it at that. An app host is to
    /// be stopped by one wherever it was started.
    /// </summary>
    public static void HeedInterrupts() => signal((int)UnixSignal.Interrupt, handler: 0);

    [DllImport("libc")]
    private static extern nint signal(int signum, nint handler);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int sig);

    [DllImport("libc", SetLastError = true)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
