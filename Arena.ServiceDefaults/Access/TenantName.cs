namespace Arena.ServiceDefaults.Access;

/// <summary>
/// What the system calls a thing of a tenant: <c>tenant/name</c>, and what the default tenant has by its name alone. Callers say and see
/// the name; it is qualified where their call comes in, so whatever is looked up after that is their own.
/// </summary>
public static class TenantName
{
    public const string Wanted = "1 to 64 of a-z, 0-9 and hyphen";

    private const int MaxLength = 64;
    private const char Separator = '/';

    /// <summary>Whether a tenant may be called so.</summary>
    public static bool IsValid(string tenant) =>
        tenant is { Length: > 0 and <= MaxLength } && tenant.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A tenant's thing of that name. A name with a slash in it is nobody's.</summary>
    public static string Qualify(string tenant, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return tenant == Caller.DefaultTenant && !name.Contains(Separator, StringComparison.Ordinal) ? name : $"{tenant}{Separator}{name}";
    }

    /// <summary>Whose it is.</summary>
    public static string TenantOf(string qualified)
    {
        ArgumentNullException.ThrowIfNull(qualified);
        return qualified.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? qualified[..end] : Caller.DefaultTenant;
    }

    /// <summary>As its tenant calls it.</summary>
    public static string Plain(string qualified)
    {
        ArgumentNullException.ThrowIfNull(qualified);
        return qualified[(qualified.IndexOf(Separator, StringComparison.Ordinal) + 1)..];
    }
}
