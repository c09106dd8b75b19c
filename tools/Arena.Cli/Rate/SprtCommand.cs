using Arena.Cli.Output;
using System.CommandLine;

namespace Arena.Cli.Rate;

/// <summary><c>arena sprt --elo0 E --elo1 E --wdl W,D,L</c>: where a sequential test stands, from counts.</summary>
internal static class SprtCommand
{
    public static Command Create()
    {
        var command = new Command("sprt", "Says where a sequential probability ratio test stands, from counts of games or pairs.");
        var options = new SprtOptions();
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var (test, counts) = (options.Test(parsed), options.Counts(parsed));
            var output = parsed.InvocationConfiguration.Output;
            if (options.IsJson(parsed))
                SprtText.WriteJson(output, test, counts);
            else
                SprtText.Write(output, test, counts);
            return ExitCode.Done;
        });
        return command;
    }
}
