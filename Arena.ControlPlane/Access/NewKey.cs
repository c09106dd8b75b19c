using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>What somebody wants a key to be.</summary>
internal sealed record NewKey(string Role, string? Tenant, string? Label, IReadOnlyList<string> Agents, DateTimeOffset? ExpiresAt)
{
    private const int MaxLabel = 200;
    private const int MaxAgents = 100;
    private const int MaxAgentName = 64;

    /// <summary>What is wrong with it, as "field: what was found; what was wanted"; null when nothing is.</summary>
    public string? Fault(DateTimeOffset now)
    {
        if (RoleWord.Read(Role) is null)
            return $"role: '{Role}' is none; wanted {RoleWord.All}";
        if (Label is { Length: > MaxLabel } || Label?.Any(char.IsControl) == true)
            return $"label: wanted at most {MaxLabel} characters, on one line";
        if (Agents.Count > MaxAgents)
            return $"agents: found {Agents.Count}; wanted at most {MaxAgents}";
        var nameless = Agents.Where(agent => agent is null or { Length: 0 or > MaxAgentName } || agent.Any(char.IsControl)).ToArray();
        if (nameless.Length > 0)
            return $"agents: '{nameless[0]}' is no agent's name; wanted 1 to {MaxAgentName} characters";
        return ExpiresAt <= now ? $"expiresAt: {ExpiresAt:u} has passed" : null;
    }

    /// <summary>As it is kept.</summary>
    public KeyEntry ToEntry(string id, string tenant, byte[] secretHash, DateTimeOffset now) =>
        new(id, tenant, Role, Label ?? "", [.. Agents.Distinct(StringComparer.Ordinal)], secretHash, now, ExpiresAt);
}
