using System.Globalization;

namespace Arena.Hosting.Engine;

/// <summary>An account of this machine.</summary>
internal sealed record UnixUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>
    /// Who runs the stores when we are root: the account that the Debian package made for that, else nobody.
    /// Null when we are not root, because then the stores simply run as we do.
    /// </summary>
    public static UnixUser? ForServices { get; } = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()
        ? Find("postgres") ?? Find("nobody")
        : null;

    private static UnixUser? Find(string name)
    {
        const string accounts = "/etc/passwd";
        if (!File.Exists(accounts))
            return null;

        var fields = File.ReadLines(accounts).Select(line => line.Split(':')).FirstOrDefault(f => f.Length > 3 && f[0] == name);
        return fields is null
            ? null
            : new UnixUser(name, uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}
