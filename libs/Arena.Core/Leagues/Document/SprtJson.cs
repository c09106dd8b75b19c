using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Leagues.Formats;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;

namespace Arena.Core.Leagues.Document;

/// <summary>The "sprt" of league documents: the sequential test that ends a match of two.</summary>
internal static class SprtJson
{
    private const string Name = "sprt";
    private const double MostElo = 1_000;
    private const double LeastError = 0.001, MostError = 0.4, UsualError = 0.05;

    private static readonly NumberField Elo0 = new("elo0", "H0: how much stronger the first agent is, at most.", -MostElo, MostElo)
    {
        IsRequired = true,
    };

    private static readonly NumberField Elo1 = new("elo1", "H1: how much stronger it is, at least; above elo0.", -MostElo, MostElo)
    {
        IsRequired = true,
    };

    private static readonly NumberField Alpha = new("alpha", "The chance of accepting H1 although H0 holds.", LeastError, MostError)
    {
        Default = UsualError,
    };

    private static readonly NumberField Beta = new("beta", "The chance of accepting H0 although H1 holds.", LeastError, MostError)
    {
        Default = UsualError,
    };

    // Those that pairs of games have, too.
    private static readonly ImmutableArray<SprtModel> Models = [SprtModel.Normalized, SprtModel.Logistic];

    private static readonly DocumentField Model = new(
        "model", "What elo0 and elo1 are differences of.", () => SchemaShape.Words(Models.Select(SprtWords.Of)))
    {
        Default = SprtWords.Of(SprtModel.Normalized),
    };

    public static ImmutableArray<DocumentField> Fields { get; } = [Elo0, Elo1, Alpha, Beta, Model];

    /// <summary>The test; null when there is none.</summary>
    public static SprtTest? Read(JsonFields owner, GameType? game)
    {
        if (owner.Object(Name) is not { } fields) return null;
        fields.AllowOnly(Fields);
        CheckLeague(owner, game);
        var (elo0, elo1) = (fields.Number(Elo0), fields.Number(Elo1));
        if (elo0 >= elo1)
            fields.Fault(Elo1.Name, FormattableString.Invariant($"found {elo1}; wanted more than elo0, which is {elo0}"));
        return new SprtTest(
            elo0 ?? 0, elo1 ?? 0, fields.Number(Alpha) ?? UsualError, fields.Number(Beta) ?? UsualError, ReadModel(fields));
    }

    public static void Write(Utf8JsonWriter json, SprtTest test)
    {
        json.WriteStartObject(Name);
        json.WriteNumber(Elo0.Name, test.Elo0);
        json.WriteNumber(Elo1.Name, test.Elo1);
        json.WriteNumber(Alpha.Name, test.Alpha);
        json.WriteNumber(Beta.Name, test.Beta);
        json.WriteString(Model.Name, SprtWords.Of(test.Model));
        json.WriteEndObject();
    }

    // It is about two, and a win, a draw or a loss.
    private static void CheckLeague(JsonFields owner, GameType? game)
    {
        if (game is not null && (game.Seats != 2 || game.RankBy != RankBy.Points))
            owner.Fault(Name, $"{game} has no such test; wanted a game of two, for a win, a draw or a loss");
        if (owner.TryGet("agents", out var agents) && agents.ValueKind == JsonValueKind.Array && agents.GetArrayLength() > 2)
            owner.Fault(Name, $"found {agents.GetArrayLength()} agents; the test compares two, the first with the second");
        if (owner.TryGet("format", out var name) && JsonFields.TextOf(name) is { } format
            && format != LeagueFormat.RoundRobin && LeagueFormat.Names.Contains(format))
            owner.Fault(Name, $"a {format} has no such test; a {LeagueFormat.RoundRobin} may have");
        if (owner.TryGet("selfPlay", out var selfPlay) && selfPlay.ValueKind == JsonValueKind.True)
            owner.Fault(Name, "selfPlay is true; matches of agents against themselves test nothing");
    }

    private static SprtModel ReadModel(JsonFields fields)
    {
        if (fields.Text(Model.Name) is not { } word) return SprtModel.Normalized;
        foreach (var model in Models)
            if (SprtWords.Of(model) == word) return model;
        fields.Fault(Model.Name, $"unknown model \"{JsonFields.Short(word)}\"{NearMiss.Hint(word, [.. Models.Select(SprtWords.Of)])}");
        return SprtModel.Normalized;
    }
}
