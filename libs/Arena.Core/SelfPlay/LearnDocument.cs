using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Learning;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Core.SelfPlay;

/// <summary>
/// A league document with "learn": how a model is trained by self-play on several nodes, and the league that its versions are measured
/// in, whose agents are the anchors. Described in docs/learning.md.
/// </summary>
public sealed record LearnDocument
{
    /// <summary>Moves that a learned agent looks ahead unless a document says otherwise: 3.</summary>
    public const int DefaultDepth = 3;

    private const int DefaultRounds = 20;
    private const int DefaultClients = 3;
    private const int DefaultOpeningPlies = 4;

    private static readonly IntegerField _rounds = new("rounds", "Rounds, each of which makes a version.", 1, 100_000);
    private static readonly IntegerField _clients = new("clients", "Nodes whose updates make a version.", 1, 64);
    private static readonly IntegerField _evaluateEvery = new(
        "evaluateEvery", "A version is measured after so many rounds.", 1, 100_000);
    private static readonly IntegerField _depth = new("depth", "Moves that the learned agent looks ahead.", 1, 6);
    private static readonly IntegerField _openingPlies = new(
        "openingPlies", "Random moves that matches against anchors begin with.", 0, 100);

    private static readonly ImmutableArray<string> _names =
    [
        .. LearnFields.Names, _rounds.Name, _clients.Name, _evaluateEvery.Name, _depth.Name, _openingPlies.Name, "aggregator",
        "aggregation",
    ];

    private JsonObject _league = [];

    /// <summary>The league of the anchors: its name, game, repetitions.</summary>
    public required LeagueDefinition League { get; init; }

    /// <summary>What a node does in a round.</summary>
    public required SelfPlayRecipe Recipe { get; init; }

    /// <summary>Rounds to learn for.</summary>
    public required int Rounds { get; init; }

    /// <summary>Nodes that learn.</summary>
    public required int Clients { get; init; }

    /// <summary>A version is measured after so many rounds, and the last one.</summary>
    public required int EvaluateEvery { get; init; }

    /// <summary>Moves that the learned agent looks ahead.</summary>
    public required int Depth { get; init; }

    /// <summary>How updates become a version.</summary>
    public required string Aggregator { get; init; }

    /// <summary>All of the aggregator's parameters.</summary>
    public required ParameterSet Aggregation { get; init; }

    /// <summary>Reads a document. Null with its faults: all of the league's, else all of "learn".</summary>
    public static LearnDocument? Parse(string json, out IReadOnlyList<LeagueFault> faults)
    {
        ArgumentNullException.ThrowIfNull(json);
        var found = new FaultList();
        if (ObjectOf(json, out var fault) is not { } league)
        {
            faults = [new("$", fault)];
            return null;
        }

        var bare = (JsonObject)league.DeepClone();
        bare.Remove("learn");
        var whole = (JsonObject)bare.DeepClone();
        if (whole["agents"] is JsonArray { Count: 1 } single) // one anchor and the learned agent are a league
            single.Add(new JsonObject { ["name"] = "learned", ["strategy"] = "random" });
        var parse = LeagueDocument.Parse(whole.ToJsonString());
        faults = parse.Faults;
        if (parse.Definition is not { } definition)
            return null;
        using var document = JsonDocument.Parse(league.ToJsonString());
        var read = Read(new JsonFields(document.RootElement, "$", found), definition, found);
        faults = found.ToList();
        if (read is null || faults.Count > 0)
            return null;
        read._league = read.WithOpenings(bare, document.RootElement.GetProperty("learn"));
        return read;
    }

    /// <summary>
    /// The league document in which a version is measured against one of the anchors: from the same openings for every version and for
    /// all anchors.
    /// </summary>
    /// <param name="name">The league's name.</param>
    /// <param name="agent">The learned agent, as a league document has it.</param>
    /// <param name="anchor">Which of the anchors, from 0.</param>
    public string MeasuredIn(string name, JsonNode agent, int anchor)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var league = (JsonObject)_league.DeepClone();
        league["name"] = name;
        league["agents"] = new JsonArray(agent.DeepClone(), league["agents"]![anchor]!.DeepClone());
        return league.ToJsonString();
    }

    /// <summary>The anchors' names, in the document's order.</summary>
    public IEnumerable<string> Anchors => League.Agents.Take(_league["agents"]!.AsArray().Count).Select(agent => agent.Name);

    private static JsonObject? ObjectOf(string json, out string fault)
    {
        fault = "a field appears twice; it is allowed once";
        var (text, options) = (LeagueDocument.Trimmed(json), LeagueDocument.Options);
        try
        {
            JsonDocument.Parse(text, options).Dispose();
        }
        catch (JsonException failure)
        {
            fault = JsonFault.Of(failure, Encoding.UTF8.GetBytes(text));
            return null;
        }

        options.AllowDuplicateProperties = false;
        try
        {
            return JsonNode.Parse(text, documentOptions: options) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LearnDocument? Read(JsonFields fields, LeagueDefinition league, FaultList faults)
    {
        var recipe = SelfPlayRecipe.Read(fields, faults);
        if (fields.Object("learn") is not { } learn)
            return null;
        learn.AllowOnly([.. _names]);
        var aggregator = learn.Text("aggregator") ?? "fedavg";
        var type = Aggregators.Find(aggregator);
        if (type is null)
            learn.Fault("aggregator", $"found \"{JsonFields.Short(aggregator)}\"{NearMiss.Hint(aggregator, Aggregators.Names)}");
        var wrong = new List<ParameterFault>();
        var aggregation = type?.Parameters.Bind(Numbers(learn, "aggregation"), wrong);
        foreach (var fault in wrong)
            learn.Fault("aggregation", $"{fault.Name}: {fault.Message}");
        var rounds = learn.Integer(_rounds) ?? DefaultRounds;
        var clients = learn.Integer(_clients) ?? DefaultClients;
        if (wrong.Count == 0 && aggregation is not null && type!.Create(aggregation).LeastClients is var least && clients < least)
            learn.Fault("clients", $"found {clients}; {aggregator} with these parameters wants {least}");
        var document = new LearnDocument
        {
            League = league,
            Recipe = recipe!,
            Rounds = rounds,
            Clients = clients,
            EvaluateEvery = learn.Integer(_evaluateEvery) ?? Math.Max(1, rounds / 10),
            Depth = learn.Integer(_depth) ?? DefaultDepth,
            Aggregator = aggregator,
            Aggregation = aggregation ?? ParameterSchema.None.Defaults,
        };
        learn.Integer(_openingPlies);
        return recipe is null ? null : document;
    }

    private static IEnumerable<KeyValuePair<string, double>> Numbers(JsonFields learn, string field)
    {
        if (learn.Object(field) is not { } given)
            yield break;
        foreach (var name in given.Names)
        {
            given.TryGet(name, out var value);
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
                yield return new(name, number);
            else
                given.Fault(name, $"found {JsonFields.Describe(value)}; wanted a number");
        }
    }

    // Agents that roll no dice would play the same match again and again.
    private JsonObject WithOpenings(JsonObject league, JsonElement learn)
    {
        var plies = learn.TryGetProperty(_openingPlies.Name, out var given) ? given.GetInt32() : DefaultOpeningPlies;
        if (league.ContainsKey("openings") || plies == 0)
            return league;
        var openings = new JsonArray();
        for (var i = 0; i < Math.Min(League.Repetitions, LeagueLimits.Openings); i++)
        {
            var opening = Opening.Random(Recipe.Game, state: null, plies, Recipe.Seed.Derive("openings").Derive((ulong)i));
            openings.Add(new JsonArray([.. opening.Moves.Select(action => JsonValue.Create(action))]));
        }

        league["openings"] = openings;
        return league;
    }
}
