using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arena.Core.Dials;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.SelfPlay;

/// <summary>
/// What a client of a federated model does in a round: so many matches of self-play with the round's weights. The same recipe, weights,
/// client and round give the same bits, whichever machine they are on: who was killed may do it again.
/// </summary>
public sealed record SelfPlayRecipe
{
    /// <summary>What is played; it has features.</summary>
    public required IGame Game { get; init; }

    /// <summary>The network that judges positions; its inputs are the game's features.</summary>
    public required MlpShape Shape { get; init; }

    /// <summary>How it learns.</summary>
    public required TdSettings Settings { get; init; }

    /// <summary>
    /// Which of learningRate, lambda and epsilon the document says itself. The others go by the dials, from round to round; without dials
    /// they are <see cref="Settings"/>'.
    /// </summary>
    public ImmutableArray<string> Fixed { get; init; } = [];

    /// <summary>Matches of a client in a round.</summary>
    public required int Matches { get; init; }

    /// <summary>All dice come from it.</summary>
    public required Seed Seed { get; init; }

    /// <summary>
    /// The recipe of a game with all defaults. They are those of <c>./arena bench learning</c>: a layer of 64 units, which learned faster
    /// with relu than with tanh and no worse than one of 128; a learning rate of 0.02, twice what is best for one client alone, since the
    /// mean of three is calmer than each of them; 2,500 matches in a round.
    /// </summary>
    /// <exception cref="ArgumentException">The game has no features: it cannot be learned.</exception>
    public static SelfPlayRecipe Of(IGame game, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(game);
        return game.FeatureCount == 0
            ? throw new ArgumentException($"{game.Type} has no features: it cannot be learned", nameof(game))
            : new SelfPlayRecipe
            {
                Game = game,
                Shape = new MlpShape(game.FeatureCount, new MlpLayer(LearnFields.DefaultWidth, Activation.Relu)),
                Settings = new TdSettings(),
                Matches = LearnFields.DefaultMatches,
                Seed = seed,
            };
    }

    /// <summary>Weights to begin with: random.</summary>
    public float[] FirstWeights() => Mlp.NewWeights(Shape, Seed.Derive("weights"));

    /// <summary>The recipe with what is not <see cref="Fixed"/> as the dials are.</summary>
    /// <param name="dial">A dial's value by its name; null while it is not known.</param>
    public SelfPlayRecipe By(Func<string, double?> dial)
    {
        ArgumentNullException.ThrowIfNull(dial);
        return this with
        {
            Settings = Settings with
            {
                LearningRate = Of(LearnFields.LearningRate, KnownDials.LearningRate, Settings.LearningRate),
                Lambda = Of(LearnFields.Lambda, KnownDials.Lambda, Settings.Lambda),
                Epsilon = Of(LearnFields.Epsilon, KnownDials.Epsilon, Settings.Epsilon),
            },
        };

        double Of(NumberField field, string name, double own) => Fixed.Contains(field.Name) ? own : dial(name) ?? own;
    }

    /// <summary>A client's round.</summary>
    /// <param name="weights">The round's; not changed.</param>
    /// <param name="client">Whose dice are rolled.</param>
    /// <param name="round">The number of the version that the weights are.</param>
    /// <param name="cancellationToken">Ends it between two matches; what was learned is lost.</param>
    public SelfPlayReport Train(ReadOnlySpan<float> weights, string client, long round, CancellationToken cancellationToken) =>
        TdLambda.Train(Game, Shape, weights, Settings, Matches, Seed.Derive(client).Derive((ulong)round), cancellationToken);

    /// <summary>As nodes are told of it.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("game", Game.Type.Name);
            LeagueJson.WriteParameters(json, Game.Parameters);
            json.WriteString("seed", Seed.ToString());
            json.WriteStartObject("learn");
            json.WriteStartArray("hidden");
            foreach (var layer in Shape.Hidden)
                json.WriteNumberValue(layer.Width);
            json.WriteEndArray();
            if (Shape.Hidden.Length > 0)
                json.WriteString("activation", Shape.Hidden[0].Activation == Activation.Relu ? "relu" : "tanh");
            foreach (var (field, value) in LearnFields.Dialled(Settings).Where(setting => Fixed.Contains(setting.Field.Name)))
                json.WriteNumber(field.Name, value);
            json.WriteNumber(LearnFields.RandomPlies.Name, Settings.RandomPlies);
            json.WriteNumber(LearnFields.Matches.Name, Matches);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads what <see cref="ToJson"/> writes. Null: it is none, and the fault says why.</summary>
    public static SelfPlayRecipe? Parse(string json, out string fault)
    {
        ArgumentNullException.ThrowIfNull(json);
        var faults = new FaultList();
        try
        {
            using var document = JsonDocument.Parse(json, LeagueDocument.Options);
            var recipe = document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new JsonFields(document.RootElement, "$", faults), faults)
                : null;
            var first = faults.ToList().FirstOrDefault();
            fault = first is not null ? $"{first.Path}: {first.Message}" : recipe is null ? "wanted an object with game, seed, learn" : "";
            return first is null ? recipe : null;
        }
        catch (JsonException failure)
        {
            fault = JsonFault.Of(failure, Encoding.UTF8.GetBytes(json));
            return null;
        }
    }

    /// <summary>The recipe of a document whose game and seed are those of a league; null when (noted) something is wrong.</summary>
    internal static SelfPlayRecipe? Read(JsonFields fields, FaultList faults)
    {
        var type = LeagueReader.ReadGame(fields);
        var parameters = ParameterReader.Read(fields, type?.Parameters, faults);
        var seed = LeagueReader.ReadSeed(fields);
        if (fields.Object("learn") is not { } learn)
        {
            if (!fields.TryGet("learn", out _))
                fields.Fault("learn", "the field is missing; wanted an object that says how it learns");
            return null;
        }

        if (type is null || faults.Count > 0)
            return null;
        var game = type.Create(parameters);
        var shape = LearnFields.Shape(learn, game);
        var recipe = new SelfPlayRecipe
        {
            Game = game,
            Shape = shape!,
            Settings = LearnFields.Settings(learn),
            Fixed =
            [
                .. LearnFields.Dialled(new TdSettings()).Select(setting => setting.Field.Name).Where(name => learn.TryGet(name, out _)),
            ],
            Matches = learn.Integer(LearnFields.Matches) ?? LearnFields.DefaultMatches,
            Seed = new Seed(seed),
        };
        return shape is null || faults.Count > 0 ? null : recipe;
    }
}
