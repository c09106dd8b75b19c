using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Cli.Access;

/// <summary><c>arena tenants quota</c>: how much a tenant may take.</summary>
internal static class QuotaCommand
{
    private const string NoLimit = "none";

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The tenant, as 'arena tenants list' has it." };
        var leagues = Limit("--leagues", "How many leagues that have not ended it may have.");
        var matches = Limit("--matches", "How many matches of those may wait to be played, those of later rounds with them.");
        var keys = Limit("--keys", "How many keys may be good at once.");
        var why = CommonOptions.Why();
        const string help = $"Sets how much a tenant may take: a number, or '{NoLimit}'. What is not named stays, and so does what it has.";
        var command = new Command("quota", help) { id, leagues, matches, keys, why };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new SetTenantQuotasRequest { TenantId = parsed.GetRequiredValue(id), Why = parsed.GetValue(why) ?? "" };
            request.Quotas = await QuotasOfAsync(client, request.TenantId, cancellationToken);
            Change(parsed.GetValue(leagues), n => request.Quotas.Leagues = n, request.Quotas.ClearLeagues);
            Change(parsed.GetValue(matches), n => request.Quotas.Matches = n, request.Quotas.ClearMatches);
            Change(parsed.GetValue(keys), n => request.Quotas.Keys = n, request.Quotas.ClearKeys);
            var tenant = await client.Access.SetTenantQuotasAsync(request, cancellationToken: cancellationToken);
            var told = Limits(tenant.Quotas)
                .Select(limit => $"{limit.Name} {limit.Limit?.ToString(CultureInfo.InvariantCulture) ?? NoLimit}");
            Console.WriteLine($"{tenant.Id}: {string.Join(", ", told)}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Each quota's name and limit; null: it has none.</summary>
    public static IEnumerable<(string Name, int? Limit)> Limits(Quotas quotas) =>
    [
        ("leagues", quotas.HasLeagues ? quotas.Leagues : null),
        ("matches", quotas.HasMatches ? quotas.Matches : null),
        ("keys", quotas.HasKeys ? quotas.Keys : null),
    ];

    // Of a tenant that is not there, none: that it is not, the answer to what follows says.
    private static async Task<Quotas> QuotasOfAsync(ArenaClient client, string id, CancellationToken cancellationToken)
    {
        var all = (await client.Access.ListTenantsAsync(new ListTenantsRequest(), cancellationToken: cancellationToken)).Tenants;
        return all.FirstOrDefault(tenant => tenant.Id == id)?.Quotas ?? new Quotas();
    }

    private static void Change(string? given, Action<int> set, Action clear)
    {
        if (given == NoLimit)
            clear();
        else if (given is not null)
            set(int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static Option<string?> Limit(string name, string description)
    {
        var limit = new Option<string?>(name) { Description = description, HelpName = "N" };
        limit.Validators.Add(result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            if (text != NoLimit && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"{name} is '{text}'; wanted 0 to {int.MaxValue}, or '{NoLimit}'");
        });
        return limit;
    }
}
