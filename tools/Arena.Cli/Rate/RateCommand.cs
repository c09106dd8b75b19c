using System.CommandLine;
using Arena.Cli.Output;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Results;

namespace Arena.Cli.Rate;

/// <summary><c>arena rate FILE...</c>: rates games from PGN and CSV files, all players at once.</summary>
internal static class RateCommand
{
    private const int MostFaultsShown = 10;

    public static Command Create()
    {
        var command = new Command("rate", "Rates the games of PGN and CSV files: all players at once, with error bars.");
        var options = new RateOptions();
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            Run(options.Read(parsed), output, errors);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(RateRequest request, TextWriter output, TextWriter errors)
    {
        var collector = new ResultCollector(keepsGames: request.Alpha is not null || request.Nodes);
        var files = Read(request, collector, errors);
        var results = collector.Build();
        CheckGames(results, files);
        CheckPlayers(results, request);
        var report = new RateReport
        {
            Request = request,
            Files = files,
            Table = RatingTable.Of(Fit(results, request.Fit), request.Rounds, request.Seed, request.Cycles),
            Claims = request.Alpha is { } alpha ? ClaimTable.Of(collector, alpha) : null,
            Nodes = request.Nodes ? NodeTable.Of(collector, request.Fit.Confidence) : null,
        };
        switch (request.Format)
        {
            case OutputFormat.Json:
                RateJson.Write(output, report);
                break;
            case OutputFormat.Csv:
                RateText.WriteCsv(output, report.Table, request.Fewest);
                break;
            default:
                RateText.Write(output, report);
                break;
        }
    }

    private static List<ResultFile> Read(RateRequest request, ResultCollector collector, TextWriter errors)
    {
        var files = new List<ResultFile>();
        foreach (var name in request.Files)
        {
            var file = ResultFile.Read(name, collector);
            files.Add(file);
            var count = file.Report.FaultCount;
            foreach (var fault in file.Report.Faults.Take(MostFaultsShown))
                errors.WriteLine($"{name}:{fault.Line}:{fault.Column}: {fault.Message}");
            if (count > MostFaultsShown)
                errors.WriteLine($"{name}: {Counted.Of(count - MostFaultsShown, "more fault")}");
            if (request.Strict && count > 0)
                throw Wrong($"{name} has {Counted.Of(count, "fault")}");
        }

        return files;
    }

    private static void CheckGames(ResultSet results, List<ResultFile> files)
    {
        if (results.Games > 0)
            return;
        var (unfinished, skipped) = (files.Sum(f => f.Report.Unfinished), files.Sum(f => f.Report.Skipped));
        throw Wrong(
            $"no finished game in {string.Join(", ", files.Select(f => f.Name))} "
            + $"({unfinished} unfinished, {skipped} skipped): nothing to rate");
    }

    private static void CheckPlayers(ResultSet results, RateRequest request)
    {
        if (request.Fit.Anchors.Keys.FirstOrDefault(name => !results.Players.Contains(name)) is { } stranger)
        {
            var near = NearMiss.Closest(stranger, results.Players);
            throw Wrong($"--anchor names '{stranger}', who has no game{(near is null ? "" : $"; did you mean '{near}'?")}");
        }

        if (request.Superiority)
            CrosstableReport.CheckSquare(results.Players.Length, "players");
    }

    private static JointFit Fit(ResultSet results, FitOptions options)
    {
        try
        {
            return JointFit.Of(results, options);
        }
        catch (InvalidOperationException tooDense)
        {
            throw new CommandException(tooDense.Message, ExitCode.Failed);
        }
    }

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
