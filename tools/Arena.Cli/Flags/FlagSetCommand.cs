using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.Cli.Flags;

/// <summary><c>arena flags set</c>: what is not named stays as it is.</summary>
internal static class FlagSetCommand
{
    public static Command Create()
    {
        var name = FlagsCommand.Name();
        var isNew = new Option<bool>("--new")
        {
            Description = "Make a flag of your own; without it a name that there is not is a mistake.",
        };
        var why = new Option<string?>("--why") { Description = "The reason, for the audit trail.", HelpName = "TEXT" };
        var json = CommonOptions.Json();
        var rules = new FlagRuleOptions();
        var command = new Command("set", "Sets a flag, everywhere and at once. What is not named stays as it is; '' takes a list away.")
        {
            name, isNew,
        };
        rules.AddTo(command);
        command.Add(why);
        command.Add(json);
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var before = await FindAsync(client, parsed.GetRequiredValue(name), parsed.GetValue(isNew), cancellationToken);
            var request = new SetFlagRequest
            {
                Name = before.Name, Rules = rules.Apply(parsed, before.Rules), Version = before.Version, Why = parsed.GetValue(why) ?? "",
            };
            var flag = await client.Flags.SetAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(flag);
            else
                Console.WriteLine($"{flag.Name}: {Say(flag)}, version {flag.Version}");
            return ExitCode.Done;
        });
        return command;
    }

    // With the version that it has now: what somebody else sets in between is not overwritten.
    private static async Task<Flag> FindAsync(ArenaClient client, string name, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.Flags.GetAsync(new GetFlagRequest { Name = name }, cancellationToken: cancellationToken);
            return isNew ? throw new CommandException($"there is a flag '{name}' already; set it without --new", ExitCode.Failed) : found;
        }
        catch (RpcException none) when (none.StatusCode == StatusCode.NotFound && isNew)
        {
            return new Flag { Name = name, Rules = new FlagRules { State = FlagState.Off } };
        }
        catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
        {
            throw new CommandException($"{none.Status.Detail} --new makes one of your own", ExitCode.Failed);
        }
    }

    private static string Say(Flag flag) => FlagText.Whom(flag.Rules) is { Length: > 0 } whom
        ? $"{FlagText.State(flag.Rules)} ({whom})"
        : FlagText.State(flag.Rules);
}
