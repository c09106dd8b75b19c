using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials rollback EPOCH</c>.</summary>
internal static class DialRollbackCommand
{
    public static Command Create()
    {
        var to = DialsCommand.Epoch("The epoch whose values are to hold again, as 'arena dials history' shows it.");
        var (reason, json) = (DialsCommand.Reason(), CommonOptions.Json());
        var command = new Command("rollback", "Makes all dials what they were in an earlier epoch, in one step: the next epoch.")
        {
            to, reason, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new RollbackDialsRequest { To = parsed.GetValue(to), Why = parsed.GetValue(reason) ?? "" };
            var epoch = await client.Dials.RollbackAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(epoch);
            else
                Console.WriteLine($"epoch {epoch.Number}: {DialText.Values(epoch)}");
            return ExitCode.Done;
        });
        return command;
    }
}
