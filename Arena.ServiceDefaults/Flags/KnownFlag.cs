namespace Arena.ServiceDefaults.Flags;

/// <summary>A flag that every system has.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it switches.</param>
/// <param name="ReadBy">What goes by it; null when what it is to switch is not there yet: nothing reads it, and it stays off.</param>
/// <param name="IsTenants">Whether tenants may switch it off for themselves; if not, it is the system's alone.</param>
public sealed record KnownFlag(string Name, string Description, string? ReadBy, bool IsTenants = false)
{
    public const string DistributedArena = "distributed-arena";
    public const string FederatedLearning = "federated-learning";
    public const string MultiAgentCompetition = "multi-agent-competition";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<KnownFlag> All { get; } =
    [
        new("advanced-curiosity", "Agents that learn are drawn to what they cannot predict.", ReadBy: null),
        new(DistributedArena, "Matches are handed out to all nodes it is on for; where it is on for none, to one.", "the dispatcher"),
        new("exploration-bonus", "Agents that learn are rewarded for what they have rarely seen.", ReadBy: null),
        new(FederatedLearning, "Models are made, and updates of them taken in.", "the federation"),
        new("hidden-bonus-rewards", "Agents that learn are rewarded for what nobody tells them of.", ReadBy: null),
        new("live-reward-dial", "Rewards are changed while agents learn.", ReadBy: null),
        new(MultiAgentCompetition, "Leagues may be started.", "the start of leagues", IsTenants: true),
        new("neural-architecture-search", "Networks are searched for, not only trained.", ReadBy: null),
        new("reward-shaping", "Agents that learn are rewarded for steps towards a win.", ReadBy: null),
    ];

    /// <summary>As it is while nobody has set it.</summary>
    public FlagRules Default => new(ReadBy is null ? FlagState.Off : FlagState.On, Description);

    /// <summary>Null when there is none of this name.</summary>
    public static KnownFlag? Find(string name) => All.FirstOrDefault(flag => flag.Name == name);
}
