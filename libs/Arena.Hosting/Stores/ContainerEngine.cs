using System.ComponentModel;
using System.Diagnostics;

namespace Arena.Hosting.Stores;

/// <summary>Whether containers can be run here. It is asked once.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private static readonly Lazy<bool> _answers = new(() => Programs().Any(IsUp));

    public static bool Answers => _answers.Value;

    private static string[] Programs() =>
        Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } named ? [named] : ["docker", "podman"];

    // The program may be there without its daemon, so it is the daemon that is asked.
    private static bool IsUp(string program)
    {
        try
        {
            var info = new ProcessStartInfo(program, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var asking = Process.Start(info)!;
            _ = asking.StandardOutput.ReadToEndAsync();
            _ = asking.StandardError.ReadToEndAsync();
            if (asking.WaitForExit(_patience))
                return asking.ExitCode == 0;
            asking.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
