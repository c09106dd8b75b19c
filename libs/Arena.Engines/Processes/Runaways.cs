using System.Globalization;
using System.Text;

namespace Arena.Engines.Processes;

/// <summary>
/// Children of engines that made themselves a process group of their own, as daemons do. They are known by a variable in
/// their environment, which is the engine's.
/// </summary>
internal static class Runaways
{
    public const string Variable = "ARENA_ENGINE";

    private static readonly string _here = Guid.NewGuid().ToString("n");

    /// <summary>What the environments of all engines of this process have in them, and of no other process's.</summary>
    public static string OfThisProcess => $"{Variable}={_here}.";

    /// <summary>A value of the variable for one engine.</summary>
    public static string NewMark() => $"{_here}.{Guid.NewGuid():n}";

    public static void Kill(string mark)
    {
        if (!OperatingSystem.IsLinux()) return;
        var wanted = Encoding.ASCII.GetBytes($"{Variable}={mark}");
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Has(entry, wanted))
                Libc.Kill(id);
        }
    }

    private static bool Has(string entry, byte[] wanted)
    {
        try
        {
            return File.ReadAllBytes(entry + "/environ").AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false; // gone, or not ours
        }
    }
}
