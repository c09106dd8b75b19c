using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Leagues.Formats;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the fields that say who plays whom. Each format has its own; the others' are faults in it.</summary>
internal static class FormatReader
{
    private const int LadderRounds = 100;

    /// <summary>Of a Swiss tournament fewer are allowed: as many as there are without meeting anybody again.</summary>
    public static readonly IntegerField Rounds = new(
        "rounds", "Rounds of a Swiss tournament or a ladder.", 1, LeagueLimits.Rounds);

    /// <summary>At most half of the league's agents: nobody plays twice in a round.</summary>
    public static readonly IntegerField MatchesPerRound = new(
        "matchesPerRound", "Encounters in each round of a ladder; by default a quarter of the agents, rounded up.",
        1, LeagueLimits.Agents / 2);

    /// <summary>Fewer than the league's agents.</summary>
    public static readonly IntegerField Seeds = new(
        "seeds", "How many agents of a gauntlet, the first ones, meet all others.", 1, LeagueLimits.Agents - 1) { Default = 1 };

    /// <summary>The fields that only some formats have, with those formats.</summary>
    public static ImmutableArray<(IntegerField Field, ImmutableArray<string> Formats)> Own { get; } =
    [
        (Rounds, [LeagueFormat.Swiss, LeagueFormat.Ladder]),
        (MatchesPerRound, [LeagueFormat.Ladder]),
        (Seeds, [LeagueFormat.Gauntlet]),
    ];

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
        foreach (var (field, formats) in Own)
            Only(fields, field.Name, name, formats);
        // As many as the document has, whatever else is wrong with them.
        var agents = fields.TryGet("agents", out var array) && array.ValueKind == JsonValueKind.Array ? array.GetArrayLength() : 0;
        if (agents < 2) return new(name, 0, 0, 0); // a fault already
        return name switch
        {
            LeagueFormat.Swiss => new(name, Swiss(fields, agents), 0, 0),
            LeagueFormat.Ladder => new(
                name,
                fields.Integer(Rounds) ?? LadderRounds,
                fields.Integer(MatchesPerRound with { Maximum = agents / 2 }) ?? (agents + 3) / 4,
                0),
            LeagueFormat.Gauntlet => new(name, 0, 0, fields.Integer(Seeds with { Maximum = agents - 1 }) ?? 1),
            _ => new(name, 0, 0, 0),
        };
    }

    private static int Swiss(JsonFields fields, int agents) =>
        fields.Integer(Rounds with { Maximum = LeagueFormat.MostSwissRounds(agents) }) ?? LeagueFormat.SwissRounds(agents);

    private static void Only(JsonFields fields, string field, string format, ImmutableArray<string> with)
    {
        if (fields.TryGet(field, out _) && !with.Contains(format))
            fields.Fault(field, $"a {format} has no such field; formats that have it: {string.Join(", ", with)}");
    }
}
