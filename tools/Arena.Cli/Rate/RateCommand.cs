using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Primitives;
using Arena.Core.Ratings;
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
        var files = new Argument<string[]>("FILE") { Description = "PGN, or CSV with the columns white, black and result; .gz too; - is standard input.", Arity = ArgumentArity.OneOrMore };
        var anchors = new Option<ImmutableDictionary<string, double>>("--anchor", "-A")
        {
            Description = "A player whose rating is given; may be repeated.", HelpName = "NAME=R", Arity = ArgumentArity.OneOrMore, CustomParser = Anchors,
            DefaultValueFactory = _ => ImmutableDictionary<string, double>.Empty,
        };
        var average = new Option<double>("--average", "-a")
        {
            Description = "The mean rating of each group without an anchor.", DefaultValueFactory = _ => Elo.Start, CustomParser = CommonOptions.Real("--average", -1e6, 1e6),
        };
        var seat = new Option<double?>("--seat", "-w")
        {
            Description = "The first seat's (White's) advantage in Elo points, or auto to estimate it.", HelpName = "auto|N",
            CustomParser = result => result.Tokens is [{ Value: "auto" }] ? null : CommonOptions.Real("--seat", -2_000, 2_000)(result),
        };
        var draws = new Option<DrawModel>("--draws")
        {
            Description = "What a draw is: half a win and half a loss (half), or an outcome of its own (davidson).", HelpName = "half|davidson",
            DefaultValueFactory = _ => DrawModel.HalfWin, CustomParser = Draws,
        };
        var prior = new Option<double>("--prior") { Description = "Drawn games added to each player's; 0 is plain maximum likelihood.", CustomParser = CommonOptions.Real("--prior", 0, 1e6) };
        var confidence = new Option<double>("--confidence", "-F")
        {
            Description = "How often an interval should cover the truth, as a share or in percent.", DefaultValueFactory = _ => 0.95,
            CustomParser = result => CommonOptions.Real("--confidence", 0, 100, open: true)(result) is var c && c >= 1 ? c / 100 : c,
        };
        var bootstrap = new Option<int>("--bootstrap", "-s") { Description = "Intervals from this many rounds of resampling instead of the sandwich formula.", CustomParser = CommonOptions.Number("--bootstrap", 100, 1_000_000) };
        var seed = new Option<ulong>("--seed") { Description = "Of the resampling.", DefaultValueFactory = _ => 1, CustomParser = CommonOptions.Number("--seed", ulong.MinValue, ulong.MaxValue) };
        var fewest = new Option<long>("--min-games") { Description = "Leave players with fewer games out of the table (not out of the fit).", CustomParser = CommonOptions.Number("--min-games", 0L, long.MaxValue) };
        var crosstable = new Option<bool>("--crosstable", "-j") { Description = "Add who did what against whom." };
        var superiority = new Option<bool>("--los") { Description = "Add the likelihood of superiority of each over each." };
        var cycles = new Option<bool>("--cycles") { Description = "Add Nash averaging and alpha-rank, for games in which strength goes in circles." };
        var anytime = new Option<bool>("--anytime") { Description = "Add who is better than whom, tested after every game in the order of the files: true at any moment but for --alpha." };
        var alpha = new Option<double>("--alpha") { Description = "The chance that --anytime ever makes a false claim.", DefaultValueFactory = _ => 0.05, CustomParser = CommonOptions.Real("--alpha", 1e-12, 1, open: true) };
        var nodes = new Option<bool>("--nodes") { Description = "Add how games went at each node (a CSV's column node), against others' games of the same pairings." };
        var strict = new Option<bool>("--strict") { Description = "Fail on the first file that has a fault, instead of leaving the game out." };
        var csv = CommonOptions.Csv();
        var json = CommonOptions.Json();
        var command = new Command("rate", "Rates the games of PGN and CSV files: all players at once, with error bars.")
        {
            files, anchors, average, seat, draws, prior, confidence, bootstrap, seed, fewest, crosstable, superiority, cycles, anytime, alpha, nodes, strict, csv, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(alpha) is { Implicit: false } && result.GetResult(anytime) is null) result.AddError("--alpha is the error rate of --anytime: give both");
        });
        command.SetAction(parsed =>
        {
            var options = new FitOptions
            {
                Anchors = parsed.GetValue(anchors)!, Average = parsed.GetValue(average), Draws = parsed.GetValue(draws),
                PriorDraws = parsed.GetValue(prior), Confidence = parsed.GetValue(confidence),
                SeatAdvantage = parsed.GetValue(seat) is null, GivenSeatAdvantage = parsed.GetValue(seat) ?? 0,
            };
            var collector = new ResultCollector(keepsGames: parsed.GetValue(anytime) || parsed.GetValue(nodes));
            var read = Read(parsed.GetValue(files)!, collector, parsed.InvocationConfiguration.Error, parsed.GetValue(strict));
            var results = collector.Build();
            CheckGames(results, read);
            CheckPlayers(results, options, parsed.GetValue(superiority));
            var table = RatingTable.Of(Fit(results, options), parsed.GetValue(bootstrap), new Seed(parsed.GetValue(seed)), parsed.GetValue(cycles));
            var claims = parsed.GetValue(anytime) ? ClaimTable.Of(collector, parsed.GetValue(alpha)) : null;
            var places = parsed.GetValue(nodes) ? NodeTable.Of(collector, options.Confidence) : null;
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                RateJson.Write(output, table, read, options.Confidence, parsed.GetValue(crosstable), parsed.GetValue(superiority), claims, places);
                return ExitCode.Done;
            }

            if (parsed.GetValue(csv))
            {
                RateText.WriteCsv(output, table, parsed.GetValue(fewest));
                return ExitCode.Done;
            }

            RateText.Write(output, table, read, options.Confidence, parsed.GetValue(fewest));
            if (parsed.GetValue(crosstable)) CrosstableReport.Write(output, results, table.Players);
            if (parsed.GetValue(superiority)) CrosstableReport.WriteSuperiority(output, table.Fit, table.Players);
            claims?.Write(output);
            places?.Write(output);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<ResultFile> Read(string[] names, ResultCollector collector, TextWriter errors, bool strict)
    {
        var files = new List<ResultFile>();
        foreach (var name in names)
        {
            var file = ResultFile.Read(name, collector);
            files.Add(file);
            foreach (var fault in file.Report.Faults.Take(MostFaultsShown)) errors.WriteLine($"{name}:{fault.Line}:{fault.Column}: {fault.Message}");
            if (file.Report.FaultCount > MostFaultsShown) errors.WriteLine($"{name}: {file.Report.FaultCount - MostFaultsShown} more faults");
            if (strict && file.Report.FaultCount > 0)
                throw new CommandException($"{name} has {file.Report.FaultCount} fault{(file.Report.FaultCount == 1 ? "" : "s")}", ExitCode.Usage);
        }

        return files;
    }

    private static void CheckGames(ResultSet results, List<ResultFile> files)
    {
        if (results.Games > 0) return;
        throw new CommandException(
            $"no finished game in {string.Join(", ", files.Select(f => f.Name))} ({files.Sum(f => f.Report.Unfinished)} unfinished, {files.Sum(f => f.Report.Skipped)} skipped): nothing to rate", ExitCode.Usage);
    }

    private static void CheckPlayers(ResultSet results, FitOptions options, bool matrix)
    {
        if (options.Anchors.Keys.FirstOrDefault(name => !results.Players.Contains(name)) is { } stranger)
        {
            var near = NearMiss.Closest(stranger, results.Players);
            throw new CommandException($"--anchor names '{stranger}', who has no game{(near is null ? "" : $"; did you mean '{near}'?")}", ExitCode.Usage);
        }

        if (matrix && results.Players.Length > CrosstableReport.MostInMatrix)
            throw new CommandException($"--los is a square: found {results.Players.Length} players, the limit is {CrosstableReport.MostInMatrix}", ExitCode.Usage);
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

    private static ImmutableDictionary<string, double> Anchors(ArgumentResult result)
    {
        var anchors = ImmutableDictionary<string, double>.Empty;
        foreach (var token in result.Tokens)
        {
            var split = token.Value.LastIndexOf('=');
            if (split > 0 && double.TryParse(token.Value.AsSpan(split + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var rating) && Math.Abs(rating) <= 1e6)
                anchors = anchors.SetItem(token.Value[..split], rating);
            else
                result.AddError($"--anchor is '{token.Value}'; wanted NAME=R with a rating such as 2800");
        }

        return anchors;
    }

    private static DrawModel Draws(ArgumentResult result)
    {
        switch (result.Tokens is [var token] ? token.Value : "")
        {
            case "half": return DrawModel.HalfWin;
            case "davidson": return DrawModel.Davidson;
            default:
                result.AddError($"--draws is '{string.Join(' ', result.Tokens.Select(t => t.Value))}'; wanted half or davidson");
                return default;
        }
    }
}
