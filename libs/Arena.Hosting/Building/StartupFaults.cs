namespace Arena.Hosting;

/// <summary>
/// A fault in the description is the author's to read: wherever in an app host's program it is thrown, it is printed as one message,
/// and not as a crash with a stack trace. The exit code is then 2.
/// </summary>
internal static class StartupFaults
{
    private const int ExitCode = 2;
    private static int _isArmed;

    public static void Arm()
    {
        if (Interlocked.Exchange(ref _isArmed, 1) == 0)
            AppDomain.CurrentDomain.UnhandledException += (_, e) => Report(e.ExceptionObject);
    }

    private static void Report(object fault)
    {
        if (fault is not (DistributedApplicationException or ArgumentException { Source: "Arena.Hosting" }))
            return;
        Console.Error.WriteLine(((Exception)fault).Message);
        Environment.Exit(ExitCode);
    }
}
