using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Dials;

/// <summary>Every dial that a system has.</summary>
public static class KnownDials
{
    /// <summary>What learners go by: <c>Exploration_epsilon</c>.</summary>
    public static string Epsilon { get; } = "Exploration_epsilon";

    /// <summary>What learners go by: <c>Learning_rate</c>.</summary>
    public static string LearningRate { get; } = "Learning_rate";

    /// <summary>What learners go by: <c>Trace_lambda</c>.</summary>
    public static string Lambda { get; } = "Trace_lambda";

    private const int MostShown = 64;

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<DialDefinition> All { get; } =
    [
        new("BR9_beta", "Weight of the adaptive variance bonus.", "", 0.01, 0.005, 0.02, DialStep.Times(1.5)),
        new(Epsilon, "Share of moves that are tried at random.", "share", 0.1, 0.05, 0.2, DialStep.By(0.05)),
        new(LearningRate, "How far a learner goes along a gradient.", "", 0.02, 0.0001, 0.1, DialStep.Times(4)),
        new("PFSP_power", "How strongly opponents that win are preferred.", "exponent", 1, 0, 4, DialStep.By(1)),
        new(Lambda, "How long credit reaches back along a game.", "", 0.7, 0, 1, DialStep.By(0.25)),
    ];

    /// <summary>Null when there is none of this name; names are compared letter by letter.</summary>
    public static DialDefinition? Find(string name) => All.FirstOrDefault(dial => dial.Name == name);

    /// <summary>What is told of a name that no dial has, with what was probably meant.</summary>
    public static string NotFound(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var shown = name.Length <= MostShown ? name : $"{name[..MostShown]}…";
        return $"There is no dial '{shown}'{NearMiss.Hint(name, All.Select(dial => dial.Name))}.";
    }
}
