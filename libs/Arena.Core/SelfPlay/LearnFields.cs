using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Learning.Models;

namespace Arena.Core.SelfPlay;

/// <summary>The fields of "learn" that say what a client does, in documents and in recipes.</summary>
internal static class LearnFields
{
    public const int DefaultMatches = 2_500;
    public const int DefaultWidth = 64;

    public static readonly NumberField LearningRate = new(
        "learningRate", "How far a weight goes for an error of 1.", 1e-6, 1);

    public static readonly NumberField Lambda = new(
        "lambda", "How much of the way to the end an error is taken over: 0, the next position only, to 1, the result only.", 0, 1);

    public static readonly NumberField Epsilon = new("epsilon", "The share of moves that are random.", 0, 1);

    public static readonly IntegerField RandomPlies = new(
        "randomPlies", "Matches of training begin with 0 up to so many random moves.", 0, 100);

    public static readonly IntegerField Matches = new("matches", "Matches that a client plays in a round.", 1, 10_000_000);

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["hidden", "activation", LearningRate.Name, Lambda.Name, Epsilon.Name, RandomPlies.Name, Matches.Name];

    /// <summary>What a document may leave to the dials.</summary>
    public static ImmutableArray<(NumberField Field, double Value)> Dialled(TdSettings settings) =>
        [(LearningRate, settings.LearningRate), (Lambda, settings.Lambda), (Epsilon, settings.Epsilon)];

    public static TdSettings Settings(JsonFields learn)
    {
        var standard = new TdSettings();
        return new TdSettings
        {
            LearningRate = learn.Number(LearningRate) ?? standard.LearningRate,
            Lambda = learn.Number(Lambda) ?? standard.Lambda,
            Epsilon = learn.Number(Epsilon) ?? standard.Epsilon,
            RandomPlies = learn.Integer(RandomPlies) ?? standard.RandomPlies,
        };
    }

    /// <summary>The network; null when (noted) something is wrong with it.</summary>
    public static MlpShape? Shape(JsonFields learn, IGame game)
    {
        var word = learn.Text("activation") ?? "relu";
        var activation = word == "tanh" ? Activation.Tanh : Activation.Relu;
        if (word is not ("tanh" or "relu"))
            learn.Fault("activation", $"found \"{JsonFields.Short(word)}\"; wanted tanh or relu");
        if (Widths(learn) is not { } widths)
            return null;
        if (game.FeatureCount == 0)
        {
            learn.Fault("hidden", $"{game.Type} has no features: it cannot be learned");
            return null;
        }

        var dimension = widths.Aggregate((Sum: 0L, Before: (long)game.FeatureCount),
            (all, width) => (all.Sum + (all.Before + 1) * width, width), all => all.Sum + all.Before + 1);
        if (dimension <= LeagueLimits.ModelWeights)
            return new MlpShape(game.FeatureCount, [.. widths.Select(width => new MlpLayer(width, activation))]);
        learn.Fault(
            "hidden",
            $"found {dimension} weights with the {game.FeatureCount} features of {game.Type}; wanted at most {LeagueLimits.ModelWeights}");
        return null;
    }

    private static int[]? Widths(JsonFields learn)
    {
        if (!learn.TryGet("hidden", out var array))
            return [DefaultWidth];
        var widths = array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().Select(Width).ToArray() : null;
        if (widths is { Length: <= LeagueLimits.ModelLayers } && widths.All(width => width > 0))
            return widths;
        learn.Fault(
            "hidden",
            $"found {JsonFields.Describe(array)}; wanted at most {LeagueLimits.ModelLayers} widths, "
            + $"each from 1 to {LeagueLimits.ModelWidth}");
        return null;
    }

    private static int Width(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var width) && width is > 0 and <= LeagueLimits.ModelWidth
            ? width
            : 0;
}
