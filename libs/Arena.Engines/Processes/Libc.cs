using System.Runtime.InteropServices;

namespace Arena.Engines.Processes;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Libc
{
    private const int SetFlags = 4;             // F_SETFL
    private const int SetPipeSize = 1031;       // F_SETPIPE_SZ
    private const int WriteOnly = 1;            // O_WRONLY
    private const int NonBlocking = 0x800;      // O_NONBLOCK
    private const int UnreadBytes = 0x541B;     // FIONREAD
    private const int KillSignal = 9;           // SIGKILL
    private const int Execute = 1;              // X_OK
    private const int MostCpus = 1024;

    /// <summary>Ends a process group with all that is in it. False: there is none.</summary>
    public static bool KillGroup(int leader) => kill(-leader, KillSignal) == 0;

    public static void Kill(int processId) => _ = kill(processId, KillSignal);

    /// <summary>Whether this process may run a file.</summary>
    public static bool MayRun(string path) => access(path, Execute) == 0;

    /// <summary>Writes to the pipe fail instead of waiting when this many bytes lie in it unread.</summary>
    public static void NeverWait(nint pipe, int capacity)
    {
        _ = fcntl(pipe, SetPipeSize, capacity);
        _ = fcntl(pipe, SetFlags, WriteOnly | NonBlocking);
    }

    /// <summary>Bytes that lie in a pipe.</summary>
    public static int Unread(nint pipe) => ioctl(pipe, UnreadBytes, out var count) == 0 ? count : 0;

    /// <summary>Keeps a process on one processor. False: there is no such processor, or no such process.</summary>
    public static bool Pin(int processId, int cpu)
    {
        if (cpu is < 0 or >= MostCpus) return false;
        Span<ulong> mask = stackalloc ulong[MostCpus / 64];
        mask[cpu / 64] = 1UL << (cpu % 64);
        return sched_setaffinity(processId, MostCpus / 8, in mask[0]) == 0;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc", SetLastError = true)]
    private static extern int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(nint descriptor, int command, nint argument);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(nint descriptor, nuint request, out int count);

    [DllImport("libc", SetLastError = true)]
    private static extern int sched_setaffinity(int pid, nint size, in ulong mask);
}
