using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ratings;
using Arena.ControlPlane.Web.Leagues;
using Arena.ControlPlane.Web.Live;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.Agents;

/// <summary>Finds what was played under a name in the leagues of whoever asks, and in nobody else's.</summary>
internal sealed class AgentProfiles(OwnLeagues leagues, IResultStore results, PageChanges changes)
{
    /// <summary>So many of the newest leagues are looked through.</summary>
    public const int Searched = 100;

    /// <summary>So many of those in which it plays are shown.</summary>
    public const int Shown = 20;

    private const int LatestOfEach = 20;

    /// <summary>Null when no agent of that name plays in any of them.</summary>
    public async Task<AgentProfile?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var (found, met) = (new List<AgentInLeague>(), new List<(string, CrosstableCell)>());
        foreach (var (entry, _, _) in leagues.List().Take(Searched))
        {
            if (found.Count == Shown)
                break;
            if (!MayName(entry.Document, name) || !IsIn(entry, name))
                continue;
            if (await leagues.FindAsync(TenantName.Plain(entry.Id), cancellationToken) is not { } league)
                continue;
            found.Add(await ReadAsync(league, name, cancellationToken));
            met.AddRange(Crosstable.Of(league, name));
        }

        return found.Count == 0 ? null : new AgentProfile(name, found, AgentProfile.Together(met));
    }

    // A document that this version does not read any more has nobody.
    private static bool IsIn(LeagueEntry entry, string name) =>
        LeagueDocument.Parse(entry.Document).Definition?.Agents.Any(agent => agent.Name == name) == true;

    // Reading a document is dear; where nothing of a name is escaped in JSON, its text tells enough.
    private static bool MayName(string document, string name) =>
        !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ' or '(' or ')')
        || document.Contains($"\"{name}\"", StringComparison.Ordinal);

    private async Task<AgentInLeague> ReadAsync(LeagueState league, string name, CancellationToken cancellationToken)
    {
        var snapshot = await league.SnapshotAsync(cancellationToken);
        changes.With(snapshot.Changed);
        var number = RatingHistory.AgentOf(league, name)!.Value;
        var agents = league.Definition.Agents;
        var latest = league.LatestOf(number, LatestOfEach)
            .Select(match => (match, agents[match.Pairing.First == number ? match.Pairing.Second : match.Pairing.First].Name,
                match.Pairing.First == number)).ToArray();
        return new AgentInLeague(
            TenantName.Plain(league.Id), snapshot.Entry, snapshot.Rows.First(row => row.Agent == name), snapshot.Rows.Count,
            PlayedWith(agents[number]), await VersionAsync(league, latest.Length == 0 ? null : latest[0].match, number, cancellationToken),
            latest);
    }

    private async Task<string?> VersionAsync(
        LeagueState league, Core.Leagues.Formats.PlayedMatch? latest, int number, CancellationToken cancellationToken)
    {
        if (latest is not { } match)
            return null;
        try
        {
            var hashes = (await results.FindAsync(league.Id, match.Pairing.Index, cancellationToken))?.Result.Result.Match.AgentHashes;
            var seat = match.Pairing.First == number ? 0 : 1;
            return hashes is { } known && seat < known.Length ? Convert.ToHexStringLower(known[seat]) : null;
        }
        catch (InvalidDataException)
        {
            return null; // somebody has altered it in the ledger; the match's own page says so
        }
    }

    private static string PlayedWith(AgentDefinition agent)
    {
        if (agent.Program is AgentProgram.Model model)
            return $"model ({model.Learned.Shape}, {model.Learned.Hash[..12]}, depth={model.Depth})";
        if (agent.Program is { } program)
            return program.Kind;
        var parameters = agent.Parameters.ToString();
        return parameters.Length == 0 ? agent.Strategy : $"{agent.Strategy} ({parameters})";
    }
}
