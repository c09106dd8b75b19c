using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Dilemma;

/// <summary>
/// The iterated prisoner's dilemma: two agents choose at once to cooperate or defect, for a fixed number of turns, or
/// until a chance that comes after every turn ends the match; then nobody knows how long it will be.
/// With noise, each choice is flipped with that probability before it takes effect; both agents then see the flipped
/// choices, as in Axelrod-Python.
/// </summary>
public sealed class DilemmaGame : IGame
{
    /// <summary>The game with parameters bound by <see cref="Rules"/>.</summary>
    public DilemmaGame(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        Turns = parameters.Integer("turns");
        Noise = parameters.Number("noise");
        End = parameters.Number("end");
        Payoffs = new(parameters.Number("R"), parameters.Number("S"), parameters.Number("T"), parameters.Number("P"));
    }

    /// <summary>The game as the catalog has it.</summary>
    public static GameType Rules { get; } = new()
    {
        Name = "ipd",
        Aliases = ["iterated_prisoners_dilemma"],
        Title = "Iterated prisoner's dilemma",
        Description = "Both choose at once to cooperate (C) or defect (D), turn after turn; payoffs add up.",
        IsSimultaneous = true,
        RankBy = RankBy.Score,
        Parameters = new ParameterSchema(
        [
            ParameterDefinition.Integer("turns", 200, 1, 100_000, "turns in a match"),
            ParameterDefinition.Number("noise", 0, 0, 0.5, "probability that a choice is flipped"),
            ParameterDefinition.Number("R", 3, -1e6, 1e6, "reward: both cooperate"),
            ParameterDefinition.Number("S", 0, -1e6, 1e6, "sucker: cooperated with a defector"),
            ParameterDefinition.Number("T", 5, -1e6, 1e6, "temptation: defected on a cooperator"),
            ParameterDefinition.Number("P", 1, -1e6, 1e6, "punishment: both defect"),
            ParameterDefinition.Number("end", 0, 0, 1, "probability that the match ends after a turn") with { IsLater = true },
        ], IsDilemma),
        Create = parameters => new DilemmaGame(parameters),
    };

    /// <inheritdoc/>
    public GameType Type => Rules;

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <summary>The most turns of a match.</summary>
    public int Turns { get; }

    /// <summary>How likely (0 to 1) each choice is to be turned into the other one.</summary>
    public double Noise { get; }

    /// <summary>How likely the match is to end after a turn; 0 plays all turns, and tells agents how many.</summary>
    public double End { get; }

    /// <summary>Whether a match always has <see cref="Turns"/> turns.</summary>
    public bool HasKnownLength => End == 0;

    internal Payoffs Payoffs { get; }

    /// <summary>
    /// Two choices; noise has four outcomes (neither, the first's, the second's, both flipped), the end two (go on, end).
    /// </summary>
    public int ActionCount => Noise > 0 ? 4 : 2;

    /// <inheritdoc/>
    public int MaxMoves => Turns;

    /// <summary>Without a known length, a match's score is itself the mean of its turns, so that all matches weigh the same.</summary>
    public int TurnsScored => HasKnownLength ? Turns : 1;

    /// <inheritdoc/>
    public ImmutableArray<int> SearchOrder { get; } = [0, 1];

    /// <inheritdoc/>
    public GameState NewState() => new DilemmaState(this);

    /// <inheritdoc/>
    public GameState ParseState(string text) => DilemmaState.Parse(this, text);

    private static string? IsDilemma(ParameterSet p) =>
        p.Number("T") > p.Number("R") && p.Number("R") > p.Number("P") && p.Number("P") > p.Number("S")
            ? null
            : $"found {p}; a prisoner's dilemma wants T > R > P > S";
}
