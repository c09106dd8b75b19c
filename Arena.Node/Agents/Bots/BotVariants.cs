using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.Node.Agents.Bots;

/// <summary>
/// Tells a bot in which variants its tenant's flags are on for it, with the game that it is dealt: what it does with them is its own.
/// </summary>
internal sealed class BotVariants(FlagBook book, FlagGate gate)
{
    public async Task TellAsync(GameStart start, CancellationToken cancellationToken)
    {
        var tenant = TenantName.TenantOf(start.LeagueId);
        var subject = new FlagSubject(
            FlagSubject.Agent(TenantName.Plain(start.Bot)), FlagSubject.League(TenantName.Plain(start.LeagueId)),
            FlagSubject.Tenant(tenant));
        foreach (var flag in book.Read().Flags.Where(flag => flag.Tenant == tenant && flag.Rules.Variants is not null))
        {
            if ((await gate.AskAsync(tenant, flag.Name, subject, cancellationToken)).Variant is { } variant)
                start.Variants.Add(flag.Name, variant);
        }
    }
}
