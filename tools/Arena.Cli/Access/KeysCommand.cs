using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;

namespace Arena.Cli.Access;

/// <summary><c>arena keys create|list|revoke</c>: who is let in.</summary>
internal static class KeysCommand
{
    private static readonly TextColumn[] _columns =
    [
        "Key", "Role", new("Tenant", Drop: 2), new("Label", Drop: 4), new("Agents", Drop: 3, Wraps: true), new("Made", Drop: 5),
        new("Expires", Drop: 1), "State",
    ];

    public static Command Create() => new("keys", "Makes, lists and revokes the keys by which people, programs and nodes are let in.")
    {
        CreateCreate(), CreateList(), CreateRevoke(),
    };

    private static Command CreateCreate()
    {
        var role = new Option<string>("--role")
        {
            Description = "What its holder may do: viewer, competitor, operator, admin or node.", HelpName = "ROLE", Required = true,
        };
        var agents = new Option<string[]>("--agent")
        {
            Description = "An agent that its holder may play as; may be repeated. Default: any of the tenant's.", HelpName = "NAME",
        };
        var label = new Option<string?>("--label") { Description = "What it is for.", HelpName = "TEXT" };
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "From when on it is not good any more: a time, or so many days (90d) or hours (12h) from now. Default: never.",
            HelpName = "WHEN",
            CustomParser = When,
        };
        var tenant = Tenant();
        var why = CommonOptions.Why();
        var json = CommonOptions.Json();
        var command = new Command("create", "Makes a key and prints it: it is not shown again.")
        {
            role, agents, label, expires, tenant, why, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new CreateKeyRequest
            {
                Role = parsed.GetRequiredValue(role),
                Tenant = parsed.GetValue(tenant) ?? "",
                Label = parsed.GetValue(label) ?? "",
                Agents = { parsed.GetValue(agents) ?? [] },
                ExpiresAt = parsed.GetValue(expires) is { } at ? Timestamp.FromDateTimeOffset(at) : null,
                Why = parsed.GetValue(why) ?? "",
            };
            var made = await client.Access.CreateKeyAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(made);
            else
                Console.WriteLine(made.Secret);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList()
    {
        var tenant = Tenant();
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists a tenant's keys, without their secrets.") { tenant, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new ListKeysRequest { Tenant = parsed.GetValue(tenant) ?? "" };
            var keys = (await client.Access.ListKeysAsync(request, cancellationToken: cancellationToken)).Keys;
            if (parsed.GetValue(json))
                JsonOutput.Write(keys);
            else
                TextTable.Write(_columns, keys.Select(key => Row(key, DateTimeOffset.UtcNow)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var id = new Argument<string>("KEY") { Description = "The key's id, as 'arena keys list' shows it." };
        var tenant = Tenant();
        var why = CommonOptions.Why();
        var command = new Command("revoke", "Takes a key out of use, for good: within two seconds it lets nobody in.") { id, tenant, why };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new RevokeKeyRequest
            {
                Id = parsed.GetRequiredValue(id), Tenant = parsed.GetValue(tenant) ?? "", Why = parsed.GetValue(why) ?? "",
            };
            var key = await client.Access.RevokeKeyAsync(request, cancellationToken: cancellationToken);
            Console.WriteLine($"{key.Id}: revoked {key.RevokedAt.ToDateTimeOffset():u}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Tenant() => new("--tenant")
    {
        Description = "Whose it is; only for those who run the system. Default: your own.", HelpName = "ID",
    };

    private static DateTimeOffset? When(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (text.Length > 1 && text[^1] is 'd' or 'h'
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= 100_000)
        {
            return DateTimeOffset.UtcNow + (text[^1] == 'd' ? TimeSpan.FromDays(count) : TimeSpan.FromHours(count));
        }

        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out var time))
            return time;
        result.AddError($"--expires is '{text}'; wanted a time such as 2027-01-31T12:00Z, or 90d or 12h from now");
        return null;
    }

    private static object[] Row(Key key, DateTimeOffset now) =>
    [
        key.Id,
        key.Role,
        key.Tenant,
        key.Label,
        string.Join(", ", key.Agents),
        Time(key.CreatedAt),
        key.ExpiresAt is null ? "never" : Time(key.ExpiresAt),
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt?.ToDateTimeOffset() <= now ? "expired" : "good",
    ];

    private static string Time(Timestamp time) => time.ToDateTimeOffset().ToString("u", CultureInfo.InvariantCulture);
}
