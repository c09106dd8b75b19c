using Arena.ControlPlane.Flags;
using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Experiments;

/// <summary>
/// Compares a flag's variants by the matches that are kept. Which agent has which variant goes by its name, so it is the same whoever
/// asks and whenever, as long as the flag is as it is: without a league, only those count that were started since then.
/// </summary>
internal sealed class FlagReporter(FlagDirectory flags, FlagGate gate, OwnLeagues leagues)
{
    private const int Chunk = 10_000;

    /// <param name="tenant">Whose flag and leagues: the caller's.</param>
    /// <param name="name">The flag.</param>
    /// <param name="leagueId">Only this league; null for all since the flag is as it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReportOutcome> ReportAsync(string tenant, string name, string? leagueId, CancellationToken cancellationToken)
    {
        if (await flags.FindAsync(tenant, name, cancellationToken) is not { } flag)
            return new ReportOutcome.NotFound(flags.NotFound(tenant, name));
        if (flag.Rules.Variants is not { } variants || flag.Set is not { } set)
            return new ReportOutcome.Refused($"The flag '{name}' has no variants: there is nothing to compare.");
        if (flag.Rules.State == FlagState.Off)
            return new ReportOutcome.Refused($"The flag '{name}' is off: nobody has any of its variants.");
        if (leagueId is not null && await leagues.FindAsync(leagueId, cancellationToken) is null)
            return new ReportOutcome.NotFound(leagues.NotFound(leagueId));

        var ids = leagueId is not null
            ? new[] { leagueId }
            : leagues.List().Where(l => l.Entry.CreatedAt >= set.At).Select(l => TenantName.Plain(l.Entry.Id)).Reverse().ToArray();
        string[] names = [.. variants.Select(variant => variant.Name)];
        var tally = new Tally(names);
        foreach (var id in ids)
        {
            if (await leagues.FindAsync(id, cancellationToken) is { } league)
                await AddAsync(tally, flag, names, league, cancellationToken);
        }

        return new ReportOutcome.Made(new FlagReport(flag, ids, tally.Agents(), tally.Comparisons()));
    }

    private async Task AddAsync(
        Tally tally, FlagView flag, string[] variants, LeagueState league, CancellationToken cancellationToken)
    {
        var variantOf = new int[league.Definition.Agents.Length];
        foreach (var (index, agent) in league.Definition.Agents.Index())
        {
            var subject = new FlagSubject(
                FlagSubject.Agent(agent.Name), FlagSubject.League(TenantName.Plain(league.Id)), FlagSubject.Tenant(flag.Tenant));
            var answer = await gate.LookAsync(flag.Tenant, flag.Name, subject, cancellationToken);
            variantOf[index] = Array.IndexOf(variants, answer.Variant);
            tally.AddAgent(agent.Name, variantOf[index]);
        }

        for (var from = 0; ; from += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var played = league.PlayedFrom(from, Chunk);
            foreach (var match in played)
                tally.Add(match, variantOf);
            if (played.Count < Chunk)
                return;
        }
    }
}
