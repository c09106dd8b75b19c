using System.Globalization;
using Arena.Cli.Leagues;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Arena.Core.Ratings.Sequential;
using Arena.Core.SelfPlay;

namespace Arena.Cli.Learn;

/// <summary>Says how learning goes: a line for each version that was measured, the rounds in between on a terminal only.</summary>
internal sealed class LearnReport(LearnDocument document, TextWriter output)
{
    private const int SparkWidth = 40;

    private readonly bool _isTerminal = !Console.IsOutputRedirected && output == Console.Out;

    public void Begin()
    {
        var (recipe, clients) = (document.Recipe, document.Clients);
        output.WriteLine(
            $"{document.League.Name}: {recipe.Game.Type.Name}, seed {recipe.Seed}, network {recipe.Shape}, "
            + $"{recipe.Shape.Dimension} weights");
        output.WriteLine(
            $"{Counted.Of(document.Rounds, "round")} of {Counted.Of(clients, "client")}, {Counted.Of(recipe.Matches, "match")} each; "
            + $"{document.Aggregator}; depth {document.Depth}");
        output.WriteLine(Row("round", "matches", "loss", document.Anchors.SelectMany(anchor => new[] { anchor, "Elo" })));
    }

    /// <summary>How far the round is.</summary>
    public void Show(Model model)
    {
        if (_isTerminal)
            output.Write(Text($"\rround {model.Version + 1} of {model.Rounds}: {model.Received.Count} of {model.ClientsPerRound} \b"));
    }

    public void Measured(VersionMeasure measure)
    {
        if (_isTerminal)
            output.Write("\r");
        output.WriteLine(Row(
            Text($"{measure.Version}"), Text($"{measure.Matches}"), measure.Loss is { } loss ? Text($"{loss:0.0000}") : "-",
            measure.Anchors.SelectMany(counts => new[] { ScoreOf(counts), EloOf(counts) })));
    }

    public void End(IReadOnlyList<VersionMeasure> measured)
    {
        output.WriteLine();
        foreach (var (anchor, place) in document.Anchors.Select((anchor, place) => (anchor, place)))
        {
            var scores = measured.Select(measure => measure.Anchors[place].Mean).ToArray();
            var course = Sparkline.Of(scores, 0, 1, SparkWidth);
            output.WriteLine(Text($"{anchor}: {course} {100 * scores[0]:0.0} % to {ScoreOf(measured[^1].Anchors[place])}"));
        }
    }

    public static object JsonOf(LearnDocument document, IReadOnlyList<VersionMeasure> measured) => new
    {
        model = document.League.Name,
        game = document.Recipe.Game.Type.Name,
        seed = document.Recipe.Seed.ToString(),
        network = document.Recipe.Shape.ToString(),
        weights = document.Recipe.Shape.Dimension,
        document.Rounds,
        document.Clients,
        document.Aggregator,
        document.Depth,
        versions = measured.Select(measure => new
        {
            measure.Version,
            measure.Matches,
            measure.Loss,
            anchors = document.Anchors.Zip(measure.Anchors, (anchor, counts) => new
            {
                anchor, score = counts.Mean, error = ErrorOf(counts), counts.Games, MatchEstimate.Of(counts).Elo,
                MatchEstimate.Of(counts).EloError,
            }),
        }),
    };

    /// <summary>Half the width of the score's 95 % interval: with all scores alike, that of the rule of three.</summary>
    public static double ErrorOf(ScoreCounts counts) => counts.Variance > 0
        ? counts.MeanError
        : Math.Min(1, 3.0 / Math.Max(1, counts.Total));

    private static string ScoreOf(ScoreCounts counts) => Text($"{100 * counts.Mean:0.0} % ± {100 * ErrorOf(counts):0.0}");

    private static string EloOf(ScoreCounts counts)
    {
        var estimate = MatchEstimate.Of(counts);
        if (estimate.Elo is not { } elo)
            return counts.Mean > 0.5 ? "+inf" : "-inf";
        return estimate.EloError is { } error ? Text($"{elo:+0;-0;0} ± {error:0}") : Text($"{elo:+0;-0;0}");
    }

    private static string Row(string round, string matches, string loss, IEnumerable<string> cells)
    {
        var wide = cells.Select((cell, i) => i % 2 == 0 ? $"{cell,14}" : $"{cell,12}");
        return $"{round,7}  {matches,10}  {loss,8}  {string.Join("  ", wide)}".TrimEnd();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
