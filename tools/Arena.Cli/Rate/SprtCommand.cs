using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Rate;

/// <summary><c>arena sprt --elo0 E --elo1 E --wdl W,D,L</c>: where a sequential test stands, from counts.</summary>
internal static class SprtCommand
{
    private const double MostElo = 10_000;

    private static readonly Dictionary<string, SprtModel> _models = new(StringComparer.OrdinalIgnoreCase)
    {
        ["normalized"] = SprtModel.Normalized,
        ["logistic"] = SprtModel.Logistic,
        ["bayesian"] = SprtModel.Bayesian,
        ["bayeselo"] = SprtModel.BayesElo,
    };

    public static Command Create()
    {
        var elo0 = new Option<double>("--elo0") { Description = "H0: the difference that is not worth having.", Required = true, CustomParser = CommonOptions.Real("--elo0", -MostElo, MostElo) };
        var elo1 = new Option<double>("--elo1") { Description = "H1: the difference that is.", Required = true, CustomParser = CommonOptions.Real("--elo1", -MostElo, MostElo) };
        var alpha = new Option<double>("--alpha") { Description = "The chance of accepting H1 under H0.", DefaultValueFactory = _ => 0.05, CustomParser = CommonOptions.Real("--alpha", 0, 1, open: true) };
        var beta = new Option<double>("--beta") { Description = "The chance of accepting H0 under H1.", DefaultValueFactory = _ => 0.05, CustomParser = CommonOptions.Real("--beta", 0, 1, open: true) };
        var model = new Option<SprtModel>("--model")
        {
            Description = "What Elo is here: normalized; logistic; bayesian (Elo through BayesElo's draw model, as in cutechess); bayeselo (BayesElo's own points, as in fastchess).",
            DefaultValueFactory = _ => SprtModel.Normalized,
            HelpName = "normalized|logistic|bayesian|bayeselo",
            CustomParser = Model,
        };
        var wdl = Counts("--wdl", 3, "W,D,L", "Games won, drawn and lost.");
        var ptnml = Counts("--ptnml", 5, "a,b,c,d,e", "Pairs of games with 0, ½, 1, 1½ and 2 points.");
        var overshoot = new Option<bool>("--overshoot") { Description = "Bring the bounds closer by what the ratio is expected to jump past them (Siegmund 1985)." };
        var json = CommonOptions.Json();
        var command = new Command("sprt", "Says where a sequential probability ratio test stands, from counts of games or pairs.")
        {
            elo0, elo1, alpha, beta, model, wdl, ptnml, overshoot, json,
        };
        command.Validators.Add(result =>
        {
            var (singles, pairs) = (result.GetResult(wdl) is not null, result.GetResult(ptnml) is not null);
            if (singles == pairs) result.AddError(singles ? "found both --wdl and --ptnml; wanted one of them" : "wanted counts: --wdl W,D,L or --ptnml a,b,c,d,e");
            if (result.Errors.Any() || result.Children.SelectMany(child => child.Errors).Any()) return;
            if (result.GetValue(elo0) >= result.GetValue(elo1)) result.AddError("--elo0 must be less than --elo1");
            if (result.GetValue(alpha) + result.GetValue(beta) >= 1) result.AddError("--alpha and --beta must be less than 1 together");
            if (pairs && result.GetValue(model) is SprtModel.Bayesian or SprtModel.BayesElo) result.AddError("BayesElo is a model of single games: give --wdl, or another --model for pairs");
        });
        command.SetAction(parsed =>
        {
            var test = new SprtTest(
                parsed.GetValue(elo0), parsed.GetValue(elo1), parsed.GetValue(alpha), parsed.GetValue(beta), parsed.GetValue(model), parsed.GetValue(overshoot));
            var counts = parsed.GetValue(ptnml) is [_, ..] p ? ScoreCounts.Pairs(p[0], p[1], p[2], p[3], p[4])
                : ScoreCounts.Single(parsed.GetValue(wdl)![0], parsed.GetValue(wdl)![1], parsed.GetValue(wdl)![2]);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) SprtText.WriteJson(output, test, counts);
            else SprtText.Write(output, test, counts);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<long[]?> Counts(string name, int wanted, string shape, string description) => new(name)
    {
        Description = description,
        HelpName = shape,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            var words = result.Tokens.SelectMany(t => t.Value.Split([',', ' ', '/'], StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var counts = new long[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                if (long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out counts[i]) && counts[i] <= 1_000_000_000_000) continue;
                result.AddError($"{name} has '{words[i]}'; wanted counts: {shape}");
                return null;
            }

            if (words.Length == wanted) return counts;
            result.AddError($"{name} has {words.Length} count{(words.Length == 1 ? "" : "s")}; wanted {wanted}: {shape}");
            return null;
        },
    };

    private static SprtModel Model(ArgumentResult result)
    {
        var name = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (_models.TryGetValue(name, out var model)) return model;
        result.AddError($"there is no model '{name}'{NearMiss.Hint(name, _models.Keys)}");
        return default;
    }
}
