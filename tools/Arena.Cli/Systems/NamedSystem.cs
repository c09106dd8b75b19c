namespace Arena.Cli.Systems;

/// <summary>What the user says of the system that is meant.</summary>
/// <param name="Endpoints">
/// The addresses of its control plane's replicas; none: the environment's, else the newest AppHost of this checkout.
/// </param>
/// <param name="Key">The key to show; null: the environment's, else the one that such an AppHost has for its user.</param>
internal sealed record NamedSystem(IReadOnlyList<string> Endpoints, string? Key)
{
    public const string KeyVariable = "ARENA_KEY";

    /// <summary>The key that the user named; null when they named none.</summary>
    public string? NamedKey => Key ?? (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } set ? set : null);
}
