using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Tests.Architecture;

namespace Arena.Tests.Core.Leagues;

/// <summary>docs/leagues.md says what the catalogs say, row for row.</summary>
public sealed class LeagueDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "leagues.md"));

    [Fact]
    public void Every_strategy_has_its_row() => Assert.All(StrategyCatalog.All, strategy => Assert.Contains(
        $"\n| `{strategy.Id}` | {strategy.Description} | {string.Join("; ", strategy.Parameters.Definitions.Select(Describe))} | {strategy.Source} |\n", Docs));

    [Fact]
    public void Every_game_and_its_parameters_are_there() => Assert.All(GameCatalog.All, game =>
    {
        Assert.Contains($"### `{game.Name}`", Docs);
        Assert.All(game.Aliases, alias => Assert.Contains($"`{alias}`", Docs));
        Assert.All(game.Parameters.Definitions, p => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"\n| `{p.Name}` | {p.Description} | {p.Allowed} | {p.Default} |\n"), Docs));
    });

    [Fact]
    public void Every_field_is_there()
    {
        using var canonical = System.Text.Json.JsonDocument.Parse(League.Dilemma(2).ToJson());
        Assert.All(canonical.RootElement.EnumerateObject(), field => Assert.Contains($"\n| `{field.Name}` |", Docs));
    }

    [Fact]
    public void Example_is_a_valid_league()
    {
        var start = Docs.IndexOf("```jsonc", StringComparison.Ordinal) + "```jsonc".Length;
        League.Of(Docs[start..Docs.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    private static string Describe(ParameterDefinition p) => string.Create(CultureInfo.InvariantCulture,
        $"`{p.Name}`: {p.Description}, {p.Allowed}, default {Math.Round(p.Default, 4)}");
}
