using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues;

/// <summary>docs/leagues.md, games.md and strategies.md say what the catalogs say, row for row.</summary>
public sealed class LeagueDocsTests
{
    private static readonly string Docs = Page("leagues.md");
    private static readonly string Games = Page("games.md");
    private static readonly string Strategies = Page("strategies.md");

    [Fact]
    public void Every_strategy_has_its_row() => Assert.All(StrategyCatalog.All, strategy => Assert.Contains(
        $"\n| `{strategy.Id}` | {strategy.Description} | {string.Join("; ", strategy.Parameters.Definitions.Select(Describe))} "
        + $"| {strategy.Source} |\n", Strategies));

    [Fact]
    public void Every_game_and_its_parameters_are_there() => Assert.All(GameCatalog.All, game =>
    {
        Assert.Contains($"## `{game.Name}`", Games);
        Assert.All(game.Aliases, alias => Assert.Contains($"`{alias}`", Games));
        Assert.All(game.Parameters.Definitions, p => Assert.Contains(
            $"\n| `{p.Name}` | {p.Description} | {p.Allowed} | {p.TextOf(p.Default)} |\n", Games));
    });

    [Fact]
    public void Every_field_is_there()
    {
        using var canonical = System.Text.Json.JsonDocument.Parse(TestLeague.Dilemma(2).ToJson());
        Assert.All(canonical.RootElement.EnumerateObject(), field => Assert.Contains($"\n| `{field.Name}` |", Docs));
    }

    [Fact]
    public void Example_is_a_valid_league()
    {
        var start = Docs.IndexOf("```jsonc", StringComparison.Ordinal) + "```jsonc".Length;
        TestLeague.Of(Docs[start..Docs.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    private static string Describe(ParameterDefinition p) => string.Create(CultureInfo.InvariantCulture,
        $"`{p.Name}`: {p.Description}, {p.Allowed}, default {Math.Round(p.Default, 4)}");
}
