using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Rate;

/// <summary>What <c>arena sprt</c> takes: declares it, and reads it from a command line.</summary>
internal sealed class SprtOptions
{
    private const double MostElo = 10_000;
    private const long MostCount = 1_000_000_000_000;

    private readonly Option<double> _elo0 = Elo("--elo0", "H0: the difference that is not worth having.");

    private readonly Option<double> _elo1 = Elo("--elo1", "H1: the difference that is.");

    private readonly Option<double> _alpha = Chance("--alpha", "The chance of accepting H1 under H0.");

    private readonly Option<double> _beta = Chance("--beta", "The chance of accepting H0 under H1.");

    private readonly Option<SprtModel> _model = new("--model")
    {
        Description = "What Elo is here: normalized; logistic; bayesian (Elo through BayesElo's draw model, as in cutechess); "
            + "bayeselo (BayesElo's own points, as in fastchess).",
        DefaultValueFactory = _ => SprtModel.Normalized,
        HelpName = "normalized|logistic|bayesian|bayeselo",
        CustomParser = CommonOptions.OneOf(
            "--model", ("normalized", SprtModel.Normalized), ("logistic", SprtModel.Logistic), ("bayesian", SprtModel.Bayesian),
            ("bayeselo", SprtModel.BayesElo)),
    };

    private readonly Option<long[]?> _wdl = Counts("--wdl", 3, "W,D,L", "Games won, drawn and lost.");

    private readonly Option<long[]?> _ptnml =
        Counts("--ptnml", 5, "a,b,c,d,e", "Pairs of games with 0, ½, 1, 1½ and 2 points.");

    private readonly Option<bool> _overshoot = new("--overshoot")
    {
        Description = "Bring the bounds closer by what the ratio is expected to jump past them (Siegmund 1985).",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_elo0, _elo1, _alpha, _beta, _model, _wdl, _ptnml, _overshoot, _json])
            command.Add(option);
        command.Validators.Add(Check);
    }

    public SprtTest Test(ParseResult parsed) => new(
        parsed.GetValue(_elo0),
        parsed.GetValue(_elo1),
        parsed.GetValue(_alpha),
        parsed.GetValue(_beta),
        parsed.GetValue(_model),
        parsed.GetValue(_overshoot));

    public ScoreCounts Counts(ParseResult parsed)
    {
        if (parsed.GetValue(_ptnml) is [var none, var half, var one, var more, var two])
            return ScoreCounts.Pairs(none, half, one, more, two);
        var singles = parsed.GetValue(_wdl)!;
        return ScoreCounts.Single(singles[0], singles[1], singles[2]);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    private void Check(CommandResult given)
    {
        var (singles, pairs) = (given.GetResult(_wdl) is not null, given.GetResult(_ptnml) is not null);
        if (singles && pairs)
            given.AddError("found both --wdl and --ptnml; wanted one of them");
        if (!singles && !pairs)
            given.AddError("wanted counts: --wdl W,D,L or --ptnml a,b,c,d,e");
        if (given.Errors.Any() || !AreRead(given))
            return;
        if (given.GetResult(_elo0) is not null && given.GetResult(_elo1) is not null && given.GetValue(_elo0) >= given.GetValue(_elo1))
            given.AddError("--elo0 must be less than --elo1");
        if (given.GetValue(_alpha) + given.GetValue(_beta) >= 1)
            given.AddError("--alpha and --beta must be less than 1 together");
        if (pairs && given.GetValue(_model) is SprtModel.Bayesian or SprtModel.BayesElo)
            given.AddError("BayesElo is a model of single games: give --wdl, or another --model for pairs");
    }

    // What cannot be read the parser reports by itself, but only after this.
    private bool AreRead(CommandResult given)
    {
        try
        {
            _ = (given.GetValue(_elo0), given.GetValue(_elo1), given.GetValue(_alpha), given.GetValue(_beta), given.GetValue(_model));
            _ = (given.GetValue(_wdl), given.GetValue(_ptnml));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Option<double> Elo(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = CommonOptions.Real(name, -MostElo, MostElo),
    };

    private static Option<double> Chance(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => 0.05,
        CustomParser = CommonOptions.Real(name, 0, 1, open: true),
    };

    private static Option<long[]?> Counts(string name, int wanted, string shape, string description) => new(name)
    {
        Description = description,
        HelpName = shape,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            char[] between = [',', ' ', '/'];
            var words = result.Tokens.SelectMany(t => t.Value.Split(between, StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var counts = new long[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                if (long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out counts[i]) && counts[i] <= MostCount)
                    continue;
                result.AddError($"{name} has '{words[i]}'; wanted counts: {shape}");
                return null;
            }

            if (words.Length == wanted)
                return counts;
            result.AddError($"{name} has {Counted.Of(words.Length, "count")}; wanted {wanted}: {shape}");
            return null;
        },
    };
}
