using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>What <c>arena rate</c> takes: declares it, and reads it from a command line.</summary>
internal sealed class RateOptions
{
    private const double MostRating = 1e6;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "PGN, or CSV with the columns white, black and result; .gz too; - is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<ImmutableDictionary<string, double>> _anchors = new("--anchor", "-A")
    {
        Description = "A player whose rating is given; may be repeated.",
        HelpName = "NAME=R",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Anchors,
        DefaultValueFactory = _ => ImmutableDictionary<string, double>.Empty,
    };

    private readonly Option<double> _average = new("--average", "-a")
    {
        Description = "The mean rating of each group without an anchor.",
        DefaultValueFactory = _ => Elo.Start,
        CustomParser = CommonOptions.Real("--average", -MostRating, MostRating),
    };

    private readonly Option<Seat> _seat = new("--seat", "-w")
    {
        Description = "The first seat's (White's) advantage in Elo points, or auto to estimate it.",
        HelpName = "auto|N",
        CustomParser = given => given.Tokens is [{ Value: "auto" }]
            ? default
            : new Seat(CommonOptions.Real("--seat", -2_000, 2_000, or: "auto")(given)),
    };

    private readonly Option<DrawModel> _draws = new("--draws")
    {
        Description = "What a draw is: half a win and half a loss (half, the default), or an outcome of its own (davidson).",
        HelpName = "half|davidson",
        CustomParser = CommonOptions.OneOf("--draws", ("half", DrawModel.HalfWin), ("davidson", DrawModel.Davidson)),
    };

    private readonly Option<double> _prior = new("--prior")
    {
        Description = "Drawn games added to each player's; 0 is plain maximum likelihood, with one for those whose games all went one way.",
        CustomParser = CommonOptions.Real("--prior", 0, 1e6),
    };

    private readonly Option<double> _confidence = new("--confidence", "-F")
    {
        Description = "How often an interval should cover the truth, as a share or in percent.",
        DefaultValueFactory = _ => 0.95,
        CustomParser = Confidence,
    };

    private readonly Option<int> _bootstrap = new("--bootstrap", "-s")
    {
        Description = "Intervals from this many rounds of resampling instead of the sandwich formula.",
        CustomParser = CommonOptions.Number("--bootstrap", 100, 1_000_000),
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Of the resampling.",
        DefaultValueFactory = _ => 1,
        CustomParser = CommonOptions.Number("--seed", ulong.MinValue, ulong.MaxValue),
    };

    private readonly Option<long> _fewest = new("--min-games")
    {
        Description = "Leave players with fewer games out of the table (not out of the fit).",
        CustomParser = CommonOptions.Number("--min-games", 0L, long.MaxValue),
    };

    private readonly Option<bool> _crosstable = new("--crosstable", "-j")
    {
        Description = "Add who did what against whom.",
    };

    private readonly Option<bool> _superiority = new("--los")
    {
        Description = "Add the likelihood of superiority of each over each.",
    };

    private readonly Option<bool> _cycles = new("--cycles")
    {
        Description = "Add Nash averaging and alpha-rank, for games in which strength goes in circles.",
    };

    private readonly Option<bool> _anytime = new("--anytime")
    {
        Description = "Add who is better than whom, tested after every game in the order of the files: "
            + "true at any moment but for --alpha.",
    };

    private readonly Option<double> _alpha = new("--alpha")
    {
        Description = "The chance that --anytime ever makes a false claim.",
        DefaultValueFactory = _ => 0.05,
        CustomParser = CommonOptions.Real("--alpha", 1e-12, 1, open: true),
    };

    private readonly Option<bool> _nodes = new("--nodes")
    {
        Description = "Add how games went at each node (a CSV's column node), against others' games of the same pairings.",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Fail on the first file that has a fault, instead of leaving the game out.",
    };

    private readonly Option<bool> _csv = CommonOptions.Csv();

    private readonly Option<bool> _json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (var option in (Option[])
        [
            _anchors, _average, _seat, _draws, _prior, _confidence, _bootstrap, _seed, _fewest,
            _crosstable, _superiority, _cycles, _anytime, _alpha, _nodes, _strict, _csv, _json,
        ])
        {
            command.Add(option);
        }

        command.Validators.Add(given =>
        {
            if (given.GetResult(_alpha) is { Implicit: false } && given.GetResult(_anytime) is null)
                given.AddError("--alpha is the error rate of --anytime: give both");
        });
    }

    public RateRequest Read(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(_files)!,
        Fit = new FitOptions
        {
            Anchors = parsed.GetValue(_anchors)!,
            Average = parsed.GetValue(_average),
            Draws = parsed.GetValue(_draws),
            PriorDraws = parsed.GetValue(_prior),
            Confidence = parsed.GetValue(_confidence),
            SeatAdvantage = parsed.GetValue(_seat).Given is null,
            GivenSeatAdvantage = parsed.GetValue(_seat).Given ?? 0,
        },
        Rounds = parsed.GetValue(_bootstrap),
        Seed = new Seed(parsed.GetValue(_seed)),
        Fewest = parsed.GetValue(_fewest),
        Crosstable = parsed.GetValue(_crosstable),
        Superiority = parsed.GetValue(_superiority),
        Cycles = parsed.GetValue(_cycles),
        Alpha = parsed.GetValue(_anytime) ? parsed.GetValue(_alpha) : null,
        Nodes = parsed.GetValue(_nodes),
        Strict = parsed.GetValue(_strict),
        Format = CommonOptions.Format(parsed, _csv, _json),
    };

    private static double Confidence(ArgumentResult given)
    {
        var confidence = CommonOptions.Real("--confidence", 0, 100, open: true)(given);
        return confidence >= 1 ? confidence / 100 : confidence;
    }

    private static ImmutableDictionary<string, double> Anchors(ArgumentResult given)
    {
        var anchors = ImmutableDictionary<string, double>.Empty;
        foreach (var token in given.Tokens)
        {
            var split = token.Value.LastIndexOf('=');
            if (split > 0
                && double.TryParse(token.Value.AsSpan(split + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var rating)
                && Math.Abs(rating) <= MostRating)
                anchors = anchors.SetItem(token.Value[..split], rating);
            else
                given.AddError($"--anchor is '{token.Value}'; wanted NAME=R with a rating such as 2800");
        }

        return anchors;
    }

    // The parser takes no null for an answer.
    private readonly record struct Seat(double? Given);
}
