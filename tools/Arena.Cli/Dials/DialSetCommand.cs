using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials set NAME VALUE</c>.</summary>
internal static class DialSetCommand
{
    public static Command Create()
    {
        var name = DialsCommand.Name();
        var value = new Argument<double>("VALUE") { Description = "What it is to be, in its unit.", CustomParser = Number };
        var (reason, json) = (DialsCommand.Reason(), CommonOptions.Json());
        var command = new Command("set", "Gives a dial another value, everywhere: the next epoch.") { name, value, reason, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new SetDialRequest
            {
                Name = parsed.GetRequiredValue(name), Value = parsed.GetValue(value), Why = parsed.GetValue(reason) ?? "",
            };
            var epoch = await client.Dials.SetAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(epoch);
            else
                Console.WriteLine($"{request.Name}: {DialText.Number(epoch.Values[request.Name])}, epoch {epoch.Number}");
            return ExitCode.Done;
        });
        return command;
    }

    private static double Number(ArgumentResult given)
    {
        var text = given.Tokens is [var token] ? token.Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        given.AddError($"VALUE is '{text}'; wanted a number");
        return 0;
    }
}
