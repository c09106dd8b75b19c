namespace Arena.ServiceDefaults.Flags;

/// <summary>For whom a flag is asked. What it is for them goes by the name alone, so it is the same everywhere and always.</summary>
/// <param name="Name"><c>agent/NAME</c>, <c>league/ID</c>, <c>node/NAME</c> or <c>tenant/ID</c>.</param>
/// <param name="Groups">To what that belongs, by names of the same kinds.</param>
public sealed record FlagSubject(string Name, params IReadOnlyList<string> Groups)
{
    public const string Wanted = "agent/NAME, league/ID, node/NAME or tenant/ID";

    private const int MaxLength = 200;
    private static readonly string[] _kinds = ["agent/", "league/", "node/", "tenant/"];

    public static string Agent(string name) => $"agent/{name}";

    public static string League(string id) => $"league/{id}";

    public static string Node(string name) => $"node/{name}";

    public static string Tenant(string id) => $"tenant/{id}";

    /// <summary>Whether it is of a kind of which every tenant has its own.</summary>
    public static bool IsOfTenant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("agent/", StringComparison.Ordinal) || name.StartsWith("league/", StringComparison.Ordinal);
    }

    /// <summary>Whether it names one of a kind that there is.</summary>
    public static bool IsValid(string name) =>
        name is { Length: <= MaxLength } && !name.Any(char.IsControl)
        && _kinds.Any(kind => name.StartsWith(kind, StringComparison.Ordinal) && name.Length > kind.Length);
}
