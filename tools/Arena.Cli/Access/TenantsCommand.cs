using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Access;

/// <summary><c>arena tenants create|list|quota</c>: who has leagues, agents and keys of their own.</summary>
internal static class TenantsCommand
{
    public static Command Create() =>
        new("tenants", "Makes and lists tenants, who have leagues, agents and keys of their own, and sets how much they may take.")
        {
            CreateCreate(), CreateList(), QuotaCommand.Create(),
        };

    private static Command CreateCreate()
    {
        var id = new Argument<string>("ID") { Description = "1 to 64 of a-z, 0-9 and hyphen." };
        var name = new Option<string?>("--name") { Description = "What people call it.", HelpName = "TEXT" };
        var why = CommonOptions.Why();
        var command = new Command("create", "Makes a tenant.") { id, name, why };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new CreateTenantRequest
            {
                Id = parsed.GetRequiredValue(id), Name = parsed.GetValue(name) ?? "", Why = parsed.GetValue(why) ?? "",
            };
            var tenant = await client.Access.CreateTenantAsync(request, cancellationToken: cancellationToken);
            Console.WriteLine($"{tenant.Id}: made. Its first key: 'arena keys create --role admin --tenant {tenant.Id}'");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the tenants.") { json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var tenants = (await client.Access.ListTenantsAsync(new ListTenantsRequest(), cancellationToken: cancellationToken)).Tenants;
            if (parsed.GetValue(json))
                JsonOutput.Write(tenants);
            else
                TextTable.Write(["Tenant", "Name", "Leagues", "Matches", "Keys", new TextColumn("Made", Drop: 1)], tenants.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Tenant tenant) =>
    [
        tenant.Id,
        tenant.Name,
        .. QuotaCommand.Limits(tenant.Quotas).Select(limit => limit.Limit ?? (object)"-"),
        tenant.CreatedAt.ToDateTimeOffset().ToString("u"),
    ];
}
