using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials report EPOCH</c>: how a league's agents did before an epoch and in it.</summary>
internal static class DialReportCommand
{
    private static readonly TextColumn[] _columns =
    [
        "Agent", new("Matches before", IsRight: true), new("Score", IsRight: true), new("Matches after", IsRight: true),
        new("Score", IsRight: true), new("Difference", IsRight: true), "95%",
    ];

    public static Command Create()
    {
        var number = DialsCommand.Epoch("The epoch; it is compared with the one before.");
        var league = new Option<string>("--league") { Description = "The league.", HelpName = "ID", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("report", "Compares what agents did in an epoch of the dials and in the one before.")
        {
            number, league, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new DialEffectRequest { Epoch = parsed.GetValue(number), LeagueId = parsed.GetRequiredValue(league) };
            var effect = await client.Dials.EffectAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(effect);
            else
                Write(effect);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(DialEffect effect)
    {
        Console.WriteLine(
            $"{effect.LeagueId}: {Counted.Of(effect.MatchesBefore, "match")} in epoch {effect.Before.Number}, "
            + $"{effect.MatchesAfter} in epoch {effect.Epoch.Number}");
        Console.WriteLine($"before: {DialText.Values(effect.Before)}");
        Console.WriteLine($"after:  {DialText.Values(effect.Epoch)}");
        Console.WriteLine();
        TextTable.Write(_columns, effect.Agents.Select(Row));
    }

    private static object[] Row(DialEffectOnAgent agent) =>
    [
        agent.Agent,
        agent.MatchesBefore,
        agent.HasMeanBefore ? agent.MeanBefore.ToString("0.000", CultureInfo.InvariantCulture) : "-",
        agent.MatchesAfter,
        agent.HasMeanAfter ? agent.MeanAfter.ToString("0.000", CultureInfo.InvariantCulture) : "-",
        agent.HasDifference ? Signed(agent.Difference) : "-",
        agent.HasDifference ? $"{Signed(agent.DifferenceLow)} to {Signed(agent.DifferenceHigh)}" : "-",
    ];

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
}
