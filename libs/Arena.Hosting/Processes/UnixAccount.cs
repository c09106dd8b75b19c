namespace Arena.Hosting.Processes;

/// <summary>Accounts of this machine.</summary>
internal static class UnixAccount
{
    /// <summary>
    /// Who runs the stores when we are root: the account that Debian's package made for that, else nobody.
    /// Null when we are not root, because then they simply run as we do.
    /// </summary>
    public static string? ForStores { get; } =
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? new[] { "postgres", "nobody" }.FirstOrDefault(Exists) : null;

    private static bool Exists(string name) =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}
