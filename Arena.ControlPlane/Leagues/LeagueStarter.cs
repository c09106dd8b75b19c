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
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Leagues;

/// <summary>Takes a league document to a league in the ledger, or to its faults.</summary>
internal sealed partial class LeagueStarter(
    ILeagueStore leagueStore, Ownership ownership, LeagueDirectory directory, LeagueFollowers followers, LedgerSignal signal,
    FlagGate gate, TimeProvider time, ILogger<LeagueStarter> logger)
{
    private const int MaxNameInId = 40;
    private const int CallDigits = 16;

    /// <summary>What a document is, or what is wrong with it, if this tenant were to start it.</summary>
    public static LeagueParse Read(string tenant, string document)
    {
        var parse = LeagueDocument.Parse(document);
        return parse.IsValid && FaultsFor(tenant, parse.Definition) is { Length: > 0 } faults ? new LeagueParse(null, faults) : parse;
    }

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
        else if (!LeagueId.IsForNew(id))
            return new StartOutcome.Invalid([new LeagueFault("id", $"'{id}' is not a league id: {LeagueId.Wanted}")]);
        if (FaultsFor(tenant, definition) is { Length: > 0 } faults)
            return new StartOutcome.Invalid(faults);
        id = TenantName.Qualify(tenant, id);
        if (await IsSwitchedOffAsync(tenant, id, cancellationToken))
        {
            return new StartOutcome.SwitchedOff(
                $"No league is started: the flag '{KnownFlag.MultiAgentCompetition}' is off. Leagues that have begun go on.");
        }

        LeagueEntry entry;
        try
        {
            entry = await leagueStore.CreateAsync(NewLeague(id, definition), by, cancellationToken);
        }
        catch (QuotaExceededException exceeded)
        {
            return new StartOutcome.QuotaExceeded(exceeded);
        }

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

    // One that is there already is not started, but found.
    private async Task<bool> IsSwitchedOffAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var subject = new FlagSubject(FlagSubject.League(TenantName.Plain(id)), FlagSubject.Tenant(tenant));
        var answer = await gate.AskAsync(tenant, KnownFlag.MultiAgentCompetition, subject, cancellationToken);
        return !answer.IsOn && await leagueStore.FindAsync(id, cancellationToken) is null;
    }

    // A node plays for all tenants: a program that one of them names could read what it has of the others.
    private static LeagueFault[] FaultsFor(string tenant, LeagueDefinition definition) => tenant == Caller.DefaultTenant ? [] :
    [
        .. definition.Agents.Index().Where(agent => agent.Item.Program is AgentProgram.Engine).Select(agent => new LeagueFault(
            $"$.agents[{agent.Index}].engine", "engines run as programs on the nodes: only whoever runs the system may name them")),
    ];

    // The ledger's entry may be another league's that has the id.
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
