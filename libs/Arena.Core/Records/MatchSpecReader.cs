using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Core.Records;

/// <summary>Reads the fields that decide how a match goes, and notes what is wrong with them.</summary>
internal sealed class MatchSpecReader(FaultList faults)
{
    /// <summary>The fields that this reads.</summary>
    public static readonly ImmutableArray<string> Known =
    [
        "game", "parameters", "opening", "openingMoves", "seed", "epoch", "moveTimeLimit", "timeControl", "overage",
        "adjudication", "agents",
    ];

    /// <summary>The match, which is good only if no faults were noted.</summary>
    public MatchSpec? Read(JsonFields fields)
    {
        var type = LeagueReader.ReadGame(fields);
        var parameters = ParameterReader.Read(fields, type?.Parameters, faults);
        var seed = LeagueReader.ReadSeed(fields);
        var opening = fields.Text("opening");
        var limit = MoveTime.Read(fields, "moveTimeLimit");
        var control = MoveTime.ReadControl(fields, "timeControl");
        var overage = MoveTime.Read(fields, "overage") ?? TimeSpan.Zero;
        var epoch = RecordFields.Number(fields, "epoch");
        var adjudication = AdjudicationJson.Read(fields, type);
        var agents = ReadAgents(fields, type);
        if (type is null || faults.Count > 0) return null;
        var game = type.Create(parameters);
        if (agents.Length != type.Seats)
            fields.Fault("agents", $"found {agents.Length} agents; {type.Name} has {type.Seats} seats");
        var moves = fields.TryGet("openingMoves", out _)
            ? RecordFields.Array(fields, "openingMoves", "actions: whole numbers from 0", ReadAction)
            : [];
        CheckOpening(fields, game, new Opening(opening, moves));
        var spec = new MatchSpec
        {
            Game = game, Agents = agents, Seed = new Seed(seed), Opening = new Opening(opening, moves),
            Epoch = epoch ?? 0, TimeControl = control, Overage = overage,
            Adjudication = adjudication,
        };
        return limit is { } time ? spec with { MoveTimeLimit = time } : spec;
    }

    // An agent that plays itself sits there twice under one name, which a league's list of agents does not have.
    private ImmutableArray<AgentDefinition> ReadAgents(JsonFields fields, GameType? type)
    {
        if (!fields.TryGet("agents", out var array) || array.ValueKind != JsonValueKind.Array)
        {
            fields.Fault("agents", "wanted an array with an agent for each seat");
            return [];
        }

        var entries = array.EnumerateArray().Take(LeagueLimits.Agents);
        return [.. entries.Select((agent, seat) => ReadAgent(agent, seat, type)).OfType<AgentDefinition>()];
    }

    private AgentDefinition? ReadAgent(JsonElement agent, int seat, GameType? type) =>
        new AgentReader(type, faults).ReadOne(agent, $"$.agents[{seat}]", "content");

    private static int? ReadAction(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var action) && action >= 0 ? action : null;

    private static void CheckOpening(JsonFields fields, IGame game, Opening opening)
    {
        if (opening.Moves.Length > game.MaxMoves * game.Type.Seats)
            fields.Fault("openingMoves", $"found {opening.Moves.Length} actions; {game.Type.Name} has at most {game.MaxMoves} moves");
        try
        {
            if (opening.State is { } text) game.ParseState(text);
        }
        catch (FormatException wrong)
        {
            fields.Fault("opening", wrong.Message);
        }
    }
}
