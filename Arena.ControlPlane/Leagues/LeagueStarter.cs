using Arena.ServiceDefaults.Access;
using System.Diagnostics;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Replicas;
using Arena.Core.Agents.Programs;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Leagues;

/// <summary>Takes a league document to a league in the ledger, or to its faults.</summary>
internal sealed partial class LeagueStarter(
    ILeagueStore leagueStore, Ownership ownership, LeagueDirectory directory, LeagueFollowers followers, LedgerSignal signal,
    TimeProvider time, ILogger<LeagueStarter> logger)
{
    private const int MaxNameInId = 40;
    private const int CallDigits = 16;

    /// <param name="tenant">Whose league it is to be.</param>
    /// <param name="document">A league document as somebody wrote it.</param>
    /// <param name="id">The league's id among its tenant's; null or empty for a new one.</param>
    /// <param name="seed">Instead of the document's; null for that.</param>
    /// <param name="call">What a new id is made of, so that the same call, made again, makes the same league; null for chance.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<StartOutcome> StartAsync(
        string tenant, string document, string? id, ulong? seed, Guid? call, Requester by, CancellationToken cancellationToken)
    {
        var parse = LeagueDocument.Parse(document);
        if (parse.Definition is not { } definition)
            return new StartOutcome.Invalid(parse.Faults);
        if (string.IsNullOrEmpty(id) && call is { } token)
            id = NewId(definition.Name, $"{token:n}"[..CallDigits]);
        return await StartAsync(tenant, seed is null ? definition : definition.WithSeed(seed.Value), id, by, cancellationToken);
    }

    /// <param name="tenant">Whose league it is to be.</param>
    /// <param name="definition">The league.</param>
    /// <param name="id">Its id among its tenant's; null or empty for a new one.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<StartOutcome> StartAsync(
        string tenant, LeagueDefinition definition, string? id, Requester by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(id))
            id = NewId(definition.Name, $"{time.GetUtcNow():yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        else if (!LeagueId.IsValid(id))
            return new StartOutcome.Invalid([new LeagueFault("id", $"'{id}' is not a league id: {LeagueId.Wanted}")]);
        if (tenant != Caller.DefaultTenant && EngineFaults(definition) is { Length: > 0 } faults)
            return new StartOutcome.Invalid(faults);
        id = TenantName.Qualify(tenant, id);

        var entry = await leagueStore.CreateAsync(NewLeague(id, definition), by, cancellationToken);
        var state = await directory.FindKnownAsync(id, cancellationToken)
            ?? await directory.TakeInAsync(entry, DefinitionOf(entry, definition), cancellationToken);
        if (!definition.Equals(state.Definition))
            return new StartOutcome.Taken(entry, LeagueDifference.Between(definition, state.Definition));
        await ownership.AcquireAsync(Grant.OfLeague(id), cancellationToken);
        LogStarted(id, definition.Name, entry.Matches);
        await followers.ChangedAsync(state, cancellationToken);
        signal.Set();
        return new StartOutcome.Started(state);
    }

    // The ledger's entry may be another league's that has the id.
    // A node plays for all tenants: a program that one of them names could read what it has of the others.
    private static LeagueFault[] EngineFaults(LeagueDefinition definition) =>
    [
        .. definition.Agents.Index().Where(agent => agent.Item.Program is AgentProgram.Engine).Select(agent => new LeagueFault(
            $"$.agents[{agent.Index}].engine", "engines run as programs on the nodes: only whoever runs the system may name them")),
    ];

    private static LeagueDefinition DefinitionOf(LeagueEntry entry, LeagueDefinition asked) =>
        entry.Document == asked.ToJson() ? asked : LeagueDirectory.DefinitionOf(entry);

    private NewLeague NewLeague(string id, LeagueDefinition definition)
    {
        var schedule = new Schedule(definition);
        return new NewLeague(
            id, definition.Name, definition.Game, definition.Seed, definition.ToJson(), schedule.Count, LeagueTasks.OfFirstRound(schedule),
            Activity.Current?.Id, time.GetUtcNow());
    }

    // Readable, and unique enough that the ledger's primary key is never asked to decide.
    private static string NewId(string name, string unique) => $"{name[..Math.Min(name.Length, MaxNameInId)].Trim('-')}-{unique}";

    [LoggerMessage(Level = LogLevel.Information, Message = "League {League} ({Name}) started: {Matches} matches")]
    private partial void LogStarted(string league, string name, int matches);
}
