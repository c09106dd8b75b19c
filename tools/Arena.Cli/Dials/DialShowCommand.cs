using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Primitives;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials show NAME</c>.</summary>
internal static class DialShowCommand
{
    public static Command Create()
    {
        var name = DialsCommand.Name();
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a dial: what it is, and what it may be.") { name, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var listed = await client.Dials.ListAsync(new ListDialsRequest(), cancellationToken: cancellationToken);
            var asked = parsed.GetRequiredValue(name);
            var dial = listed.Dials.FirstOrDefault(dial => dial.Name == asked) ?? throw new CommandException(
                $"there is no dial '{asked}'{NearMiss.Hint(asked, listed.Dials.Select(dial => dial.Name))}", ExitCode.Failed);
            if (parsed.GetValue(json))
                JsonOutput.Write(dial);
            else
                Write(dial, listed.Epoch);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Dial dial, long epoch)
    {
        Console.WriteLine($"{dial.Name}: {DialText.Number(dial.Value)}{(dial.Unit.Length == 0 ? "" : $" ({dial.Unit})")}, epoch {epoch}");
        Console.WriteLine(dial.Description);
        Console.WriteLine(
            $"from {DialText.Number(dial.Least)} to {DialText.Number(dial.Most)}, by default {DialText.Number(dial.Default)}, "
            + $"in one epoch by {DialText.Change(dial)} at most");
    }
}
