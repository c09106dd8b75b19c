using System.Diagnostics;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Work;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Leagues;

/// <summary>Takes a league document to a league in the ledger, or to its faults.</summary>
internal sealed partial class LeagueStarter(
    ILedger ledger, LeagueDirectory directory, Dispatcher dispatcher, TimeProvider time, ILogger<LeagueStarter> logger)
{
    /// <summary>The longest league document, in characters.</summary>
    public const int MaxDocumentLength = 1_000_000;

    public async Task<StartOutcome> StartAsync(string document, string? id, ulong? seed, CancellationToken cancellationToken)
    {
        if (document.Length > MaxDocumentLength)
            return new StartOutcome.Invalid([new LeagueFault("$", $"the document has {document.Length} characters; at most {MaxDocumentLength} are read")]);
        var parse = LeagueDocument.Parse(document);
        if (parse.Definition is not { } definition)
            return new StartOutcome.Invalid(parse.Faults);
        if (seed is not null)
            definition = definition.WithSeed(seed.Value);
        if (string.IsNullOrEmpty(id))
            id = NewId(definition.Name);
        else if (!IsValidId(id))
            return new StartOutcome.Invalid([new LeagueFault("id", $"'{id}' is not a league id: 1 to 64 of a-z, 0-9 and hyphen")]);

        var canonical = definition.ToJson();
        var entry = await ledger.CreateLeagueAsync(NewLeague(id, definition, canonical), cancellationToken);
        var state = await directory.FindAsync(id, cancellationToken) ?? directory.Add(entry);
        if (!definition.Equals(state.Definition))
            return new StartOutcome.Taken(entry, LeagueDifference.Between(definition, state.Definition));
        LogStarted(id, definition.Name, entry.Matches);
        await dispatcher.LeagueChangedAsync(cancellationToken);
        return new StartOutcome.Started(state);
    }

    private NewLeague NewLeague(string id, LeagueDefinition definition, string canonical)
    {
        var schedule = new Schedule(definition);
        return new NewLeague(
            id, definition.Name, definition.Game, definition.Seed, canonical, schedule.Count, Tasks(schedule),
            Activity.Current?.Id, time.GetUtcNow());
    }

    // The first round; those after it are added as they are paired.
    private static IEnumerable<NewTask> Tasks(Schedule schedule) =>
        Enumerable.Range(0, schedule.Known).Select(i => LeagueMessages.ToTask(schedule.At(i)));

    // Readable, sortable by time, and unique enough that the ledger's primary key is never asked to decide.
    private string NewId(string name) =>
        $"{name[..Math.Min(name.Length, 40)].Trim('-')}-{time.GetUtcNow():yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";

    private static bool IsValidId(string id) =>
        id.Length <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    [LoggerMessage(Level = LogLevel.Information, Message = "League {League} ({Name}) started: {Matches} matches")]
    private partial void LogStarted(string league, string name, int matches);
}
