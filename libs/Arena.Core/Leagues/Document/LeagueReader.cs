using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Leagues.Formats;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Turns a parsed league document into a definition, noting every fault on the way.</summary>
/// <param name="files">Opens a file that the document names; null where there are none.</param>
/// <param name="faults">Where faults are noted.</param>
internal sealed class LeagueReader(Func<string, Stream>? files, FaultList faults)
{
    /// <summary>The definition, which is good only if no faults were noted.</summary>
    public LeagueDefinition? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new("$", $"found {JsonFields.Describe(root)}; wanted an object with at least name, game and agents"));
            return null;
        }

        var fields = new JsonFields(root, "$", faults, passedOver: LeagueFields.Schema);
        fields.AllowOnly(LeagueFields.All);
        var name = ReadName(fields);
        var game = ReadGame(fields);
        var before = faults.Count;
        var parameters = ParameterReader.Read(fields, game?.Parameters, faults);
        var rules = faults.Count == before ? game?.Create(parameters) : null;
        var selfPlay = fields.Boolean("selfPlay") ?? false;
        var repetitions = fields.Integer(LeagueFields.Repetitions) ?? 1;
        var swapSeats = fields.Boolean("swapSeats");
        var seed = ReadSeed(fields);
        var moveTimeLimit = MoveTime.Read(fields, "moveTimeLimit") ?? LeagueFields.MoveTimeLimit;
        var timeControl = MoveTime.ReadControl(fields, "timeControl");
        var overage = MoveTime.Read(fields, "overage") ?? TimeSpan.Zero;
        var concurrency = fields.Integer(LeagueFields.Concurrency) ?? 0;
        var verify = ReadShare(fields, "verify");
        var book = new OpeningsReader(rules, files, faults).Read(fields);
        var adjudication = AdjudicationJson.Read(fields, game);
        var sprt = SprtJson.Read(fields, game);
        var agents = new AgentReader(game, faults, files).Read(fields, selfPlay ? 1 : 2);
        var format = FormatReader.Read(fields, selfPlay);
        if (faults.Count == 0) AdjudicationJson.CheckAgents(fields, adjudication, agents);
        if (faults.Count > 0 || name is null || rules is null) return null;

        var league = new LeagueDefinition(name, rules, agents)
        {
            Format = format.Name,
            Rounds = format.Rounds,
            MatchesPerRound = format.MatchesPerRound,
            Seeds = format.Seeds,
            SelfPlay = selfPlay,
            Repetitions = repetitions,
            SwapSeats = swapSeats ?? !rules.Type.IsSimultaneous,
            Seed = seed,
            MoveTimeLimit = moveTimeLimit,
            TimeControl = timeControl,
            Overage = overage,
            Concurrency = concurrency,
            Verify = verify,
            Adjudication = adjudication,
            Sprt = sprt,
            Book = book,
        };
        league = league.WithOpenings();
        CheckSize(league);
        return league;
    }

    private static string? ReadName(JsonFields fields)
    {
        const string allowed = "1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit";
        if (fields.Text("name", allowed) is not { } name) return null;
        if (name.Length is > 0 and <= LeagueLimits.NameLength && name[0] != '-'
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return name;
        fields.Fault("name", $"found \"{JsonFields.Short(name)}\"; wanted {allowed}");
        return null;
    }

    public static GameType? ReadGame(JsonFields fields)
    {
        if (fields.Text("game", "one of: " + string.Join(", ", GameCatalog.Names)) is not { } name) return null;
        var game = GameCatalog.Find(name);
        if (game is null) fields.Fault("game", $"unknown game \"{JsonFields.Short(name)}\"{NearMiss.Hint(name, GameCatalog.Names)}");
        return game;
    }

    // As text too: JSON numbers above 2^53 do not survive every editor.
    public static ulong ReadSeed(JsonFields fields)
    {
        if (!fields.TryGet("seed", out var value)) return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number)) return number;
        if (JsonFields.TextOf(value) is { } text
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        fields.Fault("seed", $"found {JsonFields.Describe(value)}; wanted an integer from 0 to {ulong.MaxValue}, as a number or text");
        return 0;
    }

    // 0.02 or "2%".
    private static double ReadShare(JsonFields fields, string field)
    {
        if (!fields.TryGet(field, out var value)) return 0;
        if (ShareOf(value) is >= 0 and <= 1 and var share) return share;
        fields.Fault(
            field,
            $"found {JsonFields.Describe(value)}; wanted a share of the matches: a number from 0 to 1, or text such as \"2%\"");
        return 0;
    }

    private static double? ShareOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)) return number;
        if (JsonFields.TextOf(value) is not [.. var percent, '%']) return null;
        return double.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hundredths)
            ? hundredths / 100
            : null;
    }

    private void CheckSize(LeagueDefinition league)
    {
        var matches = LeagueFormat.CountOf(league);
        if (matches > LeagueLimits.Matches)
            faults.Add(new("$", string.Create(
                CultureInfo.InvariantCulture,
                $"{league.Agents.Length} agents and {league.Repetitions} repetitions make {matches} matches; "
                + $"at most {LeagueLimits.Matches} are allowed")));
        if (league.ToJson() is { Length: > LeagueLimits.DocumentLength } whole)
            faults.Add(new("$", string.Create(
                CultureInfo.InvariantCulture,
                $"with all defaults and openings written out it has {whole.Length} characters; "
                + $"at most {LeagueLimits.DocumentLength} are allowed")));
    }
}
