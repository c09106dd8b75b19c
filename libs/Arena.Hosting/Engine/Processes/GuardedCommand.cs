using System.Globalization;

namespace Arena.Hosting.Engine;

/// <summary>
/// Wraps a command so that it cannot outlive us, however we end. <c>setsid</c> gives it a session of its own, so that a
/// terminal's Ctrl-C reaches only us and we stop things in order; <c>setpriv --pdeathsig</c> has the kernel signal it when
/// the thread that started it is gone.
/// </summary>
/// <remarks>
/// Changing user clears the death signal, so a second <c>setpriv</c> sets it after the first has changed user. And a parent
/// that dies before the signal is armed would never be noticed, so a shell checks, once it is armed, that the parent is
/// still there, and only then becomes the command.
/// </remarks>
internal static class GuardedCommand
{
    private const string StartIfParentLives = """[ "$PPID" -eq "$0" ] || exit 0; exec "$@" """;

    private static readonly string? _setSid = ExecutableFinder.Find("setsid");
    private static readonly string? _setPriv = ExecutableFinder.Find("setpriv");

    public static bool IsAvailable => OperatingSystem.IsLinux() && _setSid is not null && _setPriv is not null;

    public static IReadOnlyList<string> Wrap(ProcessSpec spec)
    {
        string[] command = [spec.FileName, .. spec.Arguments];
        if (!IsAvailable)
            return command;

        var signal = spec.StopSignal == UnixSignal.Interrupt ? "INT" : "TERM";
        var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return
        [
            _setSid!,
            .. As(spec.User),
            _setPriv!, "--pdeathsig", signal, "--",
            "/bin/sh", "-c", StartIfParentLives, parent,
            .. command,
        ];
    }

    /// <summary>The prefix that runs a command as another user; empty for ourselves.</summary>
    public static IReadOnlyList<string> As(UnixUser? user)
    {
        if (user is null)
            return [];
        if (_setPriv is null)
            throw new DistributedApplicationException("setpriv (package util-linux) is missing; without it a store cannot be kept from running as root.");
        return
        [
            _setPriv,
            $"--reuid={user.UserId.ToString(CultureInfo.InvariantCulture)}",
            $"--regid={user.GroupId.ToString(CultureInfo.InvariantCulture)}",
            "--clear-groups",
            "--",
        ];
    }
}
