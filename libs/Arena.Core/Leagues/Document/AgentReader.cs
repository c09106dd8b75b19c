using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Agents.Programs;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the agents of a league document.</summary>
/// <param name="game">Null when the league's game is itself unknown: then any game's strategy will do.</param>
/// <param name="faults">Where faults are noted.</param>
/// <param name="files">Opens a file beside the document; null where documents come without any.</param>
internal sealed class AgentReader(GameType? game, FaultList faults, Func<string, Stream>? files = null)
{
    private const string AllowedName = "1 to 64 letters, digits, spaces or any of . _ - + ( ), without spaces at the ends";

    private readonly Dictionary<string, string> _pathsByName = new(StringComparer.Ordinal);

    public ImmutableArray<AgentDefinition> Read(JsonFields league, int fewest)
    {
        var wanted =
            $"an array of at least {fewest} agent{(fewest == 1 ? "" : "s")}, "
            + "each a strategy's id or an object with name, strategy, parameters";
        if (!league.TryGet("agents", out var array))
        {
            league.Fault("agents", $"the field is missing; wanted {wanted}");
            return [];
        }

        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() < fewest)
        {
            var found = array.ValueKind == JsonValueKind.Array ? $"{array.GetArrayLength()} agents" : JsonFields.Describe(array);
            league.Fault("agents", $"found {found}; wanted {wanted}");
        }

        if (array.ValueKind != JsonValueKind.Array) return [];
        if (array.GetArrayLength() > LeagueLimits.Agents)
        {
            league.Fault("agents", $"found {array.GetArrayLength()} agents; at most {LeagueLimits.Agents} are allowed");
            return [];
        }

        return [.. array.EnumerateArray().Select((agent, i) => ReadOne(agent, $"$.agents[{i}]")).OfType<AgentDefinition>()];
    }

    /// <summary>One agent; null when (noted) something is wrong with it.</summary>
    /// <param name="agent">A strategy's id, or an object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="passedOver">A field of the object that is somebody else's to read.</param>
    public AgentDefinition? ReadOne(JsonElement agent, string path, string? passedOver = null)
    {
        if (agent.ValueKind == JsonValueKind.Object) return ReadObject(new JsonFields(agent, path, faults, passedOver));
        if (JsonFields.TextOf(agent) is { } id)
        {
            var strategy = FindStrategy(id, path);
            ClaimName(id, path, path);
            return strategy is null ? null : new(id, id, strategy.Parameters.Defaults);
        }

        faults.Add(new(path, $"found {JsonFields.Describe(agent)}; wanted a strategy's id or an object with name, strategy, parameters"));
        return null;
    }

    private AgentDefinition? ReadObject(JsonFields fields)
    {
        if (fields.TryGet("bot", out _)) return ReadBot(fields);
        if (fields.TryGet("engine", out _)) return ReadEngine(fields);
        if (fields.TryGet("http", out _)) return ReadHttp(fields);
        if (fields.TryGet("model", out _)) return ReadModel(fields);
        fields.AllowOnly(AgentFields.Strategy);
        var id = fields.Text("strategy", "a strategy's id");
        var strategy = id is null ? null : FindStrategy(id, $"{fields.Path}.strategy");
        var parameters = ParameterReader.Read(fields, strategy?.Parameters, faults);
        var name = ReadName(fields, id);
        return strategy is null || name is null ? null : new(name, strategy.Id, parameters);
    }

    private AgentDefinition? ReadBot(JsonFields fields)
    {
        fields.AllowOnly(AgentFields.Bot);
        if (fields.Boolean("bot") == false) fields.Fault("bot", "found false; a bot says true, and other agents do not say it");
        if (!fields.TryGet("name", out _))
            fields.Fault("name", $"the field is missing; wanted the name that the bot connects under: {AllowedName}");
        return ReadName(fields, id: null) is { } name ? AgentDefinition.Bot(name) : null;
    }

    private AgentDefinition? ReadHttp(JsonFields fields)
    {
        const string wanted = "an address such as http://127.0.0.1:9000/act, of http or https, without a user";
        fields.AllowOnly(AgentFields.Http);
        if (!fields.TryGet("name", out _)) fields.Fault("name", $"the field is missing; wanted {AllowedName}");
        var name = ReadName(fields, id: null);
        if (fields.Text("http", wanted) is not { } text) return null;
        if (text.Length <= LeagueLimits.AddressLength && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme is "http" or "https") && address is { UserInfo.Length: 0, Host.Length: > 0 })
            return name is null ? null : AgentDefinition.Of(name, new AgentProgram.Http(address));
        fields.Fault("http", $"found \"{JsonFields.Short(text)}\"; wanted {wanted}");
        return null;
    }

    private AgentDefinition? ReadEngine(JsonFields fields)
    {
        fields.AllowOnly(AgentFields.Engine);
        if (game is not null && game != ChessGame.Rules) fields.Fault("engine", $"engines play chess; this league's game is {game}");
        var spec = fields.Object("engine") is { } engine ? EngineReader.Read(engine) : null;
        var name = ReadName(fields, fields.TryGet("name", out _) || spec is null ? null : NameOf(spec.Command));
        return spec is null || name is null ? null : AgentDefinition.Of(name, new AgentProgram.Engine(spec));
    }

    private AgentDefinition? ReadModel(JsonFields fields)
    {
        fields.AllowOnly(AgentFields.Model);
        var model = fields.TryGet("model", out var value) && value.ValueKind == JsonValueKind.String
            ? ReadModelFile(fields)
            : fields.Object("model") is { } file ? new ModelReader(faults).Read(file) : null;
        if (model is not null && game is not null && game != model.Game.Type)
            fields.Fault("model", $"found a model of {model.Game.Type}; this league's game is {game}");
        var depth = fields.Integer(AgentFields.Depth) ?? AgentProgram.Model.DefaultDepth;
        var series = model?.Lineage is { } lineage && IsName(lineage.Name) ? lineage.Name : "model";
        var name = ReadName(fields, fields.TryGet("name", out _) || model is null ? null : series);
        return model is null || name is null ? null : AgentDefinition.Of(name, new AgentProgram.Model(model, depth));
    }

    private LearnedModel? ReadModelFile(JsonFields fields)
    {
        const string wanted = "a model file beside the league's, or a model's object";
        if (fields.Text("model", wanted) is not { } name) return null;
        if (files is null)
        {
            fields.Fault("model", $"found \"{JsonFields.Short(name)}\", a file; a document without files around it has the model's object");
            return null;
        }

        try
        {
            using var text = new StreamReader(files(name));
            var parse = ModelFile.Read(text.ReadToEnd());
            foreach (var fault in parse.Faults) fields.Fault("model", $"{JsonFields.Short(name)}: {fault.Path}: {fault.Message}");
            return parse.Model;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fields.Fault("model", $"{JsonFields.Short(name)} cannot be read: {failure.Message}");
            return null;
        }
    }

    // "/usr/games/stockfish" is stockfish.
    private static string NameOf(string command)
    {
        var name = command[(command.LastIndexOf('/') + 1)..];
        return IsName(name) ? name : "engine";
    }

    private string? ReadName(JsonFields fields, string? id)
    {
        if (!fields.TryGet("name", out _))
        {
            if (id is not null) ClaimName(id, fields.Path, fields.Path);
            return id;
        }

        if (fields.Text("name", AllowedName) is not { } name) return null;
        if (IsName(name))
        {
            ClaimName(name, fields.Path, $"{fields.Path}.name");
            return name;
        }

        fields.Fault("name", $"found \"{JsonFields.Short(name)}\"; wanted {AllowedName}");
        return null;
    }

    private StrategyType? FindStrategy(string id, string path)
    {
        var known = game is null ? StrategyCatalog.All : StrategyCatalog.For(game);
        var strategy = known.FirstOrDefault(s => s.Id == id);
        if (strategy is null)
        {
            var forGame = game is null ? "" : $" for {game}";
            var hint = NearMiss.Hint(id, known.Select(s => s.Id).Distinct());
            faults.Add(new(path, $"unknown strategy \"{JsonFields.Short(id)}\"{forGame}{hint}"));
        }

        return game is null ? null : strategy;
    }

    private void ClaimName(string name, string agentPath, string faultPath)
    {
        if (!_pathsByName.TryAdd(name, agentPath))
            faults.Add(new(
                faultPath,
                $"the name \"{name}\" is already taken by {_pathsByName[name]}; "
                + "give this agent another one: { \"name\": …, \"strategy\": … }"));
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LeagueLimits.NameLength
        && name[0] != ' ' && name[^1] != ' '
        && name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or '+' or '(' or ')');
}
