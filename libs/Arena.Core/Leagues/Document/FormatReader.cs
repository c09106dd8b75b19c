using System.Text.Json;
using Arena.Core.Leagues.Formats;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the fields that say who plays whom. Each format has its own; the others' are faults in it.</summary>
internal static class FormatReader
{
    private const int LadderRounds = 100;

    public static FormatFields Read(JsonFields fields, bool selfPlay)
    {
        var name = fields.Text("format") ?? LeagueFormat.RoundRobin;
        if (!LeagueFormat.Names.Contains(name))
        {
            var shown = JsonFields.Short(name);
            fields.Fault("format", $"unknown format \"{shown}\"{NearMiss.Hint(name, LeagueFormat.Names)}");
            return new(name, 0, 0, 0);
        }

        if (selfPlay && name != LeagueFormat.RoundRobin)
            fields.Fault(
                "selfPlay",
                $"found true; a {name} has no matches of agents against themselves, a {LeagueFormat.RoundRobin} may have");
        Only(fields, "rounds", name, LeagueFormat.Swiss, LeagueFormat.Ladder);
        Only(fields, "matchesPerRound", name, LeagueFormat.Ladder);
        Only(fields, "seeds", name, LeagueFormat.Gauntlet);
        // As many as the document has, whatever else is wrong with them.
        var agents = fields.TryGet("agents", out var array) && array.ValueKind == JsonValueKind.Array ? array.GetArrayLength() : 0;
        if (agents < 2) return new(name, 0, 0, 0); // a fault already
        return name switch
        {
            LeagueFormat.Swiss => new(name, Swiss(fields, agents), 0, 0),
            LeagueFormat.Ladder => new(
                name,
                fields.Integer("rounds", 1, LeagueLimits.Rounds) ?? LadderRounds,
                fields.Integer("matchesPerRound", 1, agents / 2) ?? (agents + 3) / 4,
                0),
            LeagueFormat.Gauntlet => new(name, 0, 0, fields.Integer("seeds", 1, agents - 1) ?? 1),
            _ => new(name, 0, 0, 0),
        };
    }

    private static int Swiss(JsonFields fields, int agents) =>
        fields.Integer("rounds", 1, LeagueFormat.MostSwissRounds(agents)) ?? LeagueFormat.SwissRounds(agents);

    private static void Only(JsonFields fields, string field, string format, params string[] with)
    {
        if (fields.TryGet(field, out _) && !with.Contains(format))
            fields.Fault(field, $"a {format} has no such field; formats that have it: {string.Join(", ", with)}");
    }
}
