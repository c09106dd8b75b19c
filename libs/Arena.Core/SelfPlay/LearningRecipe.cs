using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.SelfPlay;

/// <summary>
/// How a game is learned, by one learner or by several whose updates are aggregated round by round. The defaults are those of
/// <c>./arena bench learning</c>: with them three clients reach 75 % against greedy at Connect Four in about a minute of two cores.
/// </summary>
public sealed record LearningRecipe
{
    /// <summary>The game's name. "connect_four".</summary>
    public string Game { get; init; } = "connect_four";

    /// <summary>The network's hidden layers. One of 64 units, relu.</summary>
    public ImmutableArray<MlpLayer> Hidden { get; init; } = [new(64, Activation.Relu)];

    /// <summary>How each client learns: its own defaults.</summary>
    public TdSettings Td { get; init; } = new();

    /// <summary>Matches that each client plays in a round. 2,500.</summary>
    public int MatchesPerRound { get; init; } = 2_500;

    /// <summary>Moves that the learned player looks ahead when it plays, its own included; learning looks at its own only. 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>The game with its default parameters.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or it cannot be learned.</exception>
    public IGame CreateGame()
    {
        var type = GameCatalog.Find(Game)
            ?? throw new ArgumentException($"unknown game '{Game}'{NearMiss.Hint(Game, GameCatalog.Names)}", nameof(Game));
        var game = type.Create(type.Parameters.Defaults);
        return game.FeatureCount > 0 ? game : throw new ArgumentException($"{type} has no features: it cannot be learned", nameof(Game));
    }

    /// <summary>The network of the game.</summary>
    /// <exception cref="ArgumentException">There is no such game, or it cannot be learned.</exception>
    public MlpShape CreateShape() => new(CreateGame().FeatureCount, Hidden);

    /// <summary>The weights before the first round.</summary>
    public float[] NewWeights(Seed seed) => Mlp.NewWeights(CreateShape(), seed.Derive("weights"));

    /// <summary>A client's round: <see cref="MatchesPerRound"/> matches from the round's weights on.</summary>
    /// <param name="weights">What the round begins with; not changed.</param>
    /// <param name="seed">Of all the learning; each client's every round has dice of its own under it.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="client">The client's name, unique among them.</param>
    /// <param name="cancellationToken">Ends it between two matches; what was learned is lost.</param>
    public SelfPlayReport TrainRound(
        ReadOnlySpan<float> weights, Seed seed, long round, string client, CancellationToken cancellationToken) =>
        TdLambda.Train(
            CreateGame(), CreateShape(), weights, Td, MatchesPerRound, seed.Derive(client).Derive((ulong)round), cancellationToken);
}
