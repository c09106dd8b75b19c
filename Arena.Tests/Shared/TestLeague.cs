using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;

namespace Arena.Tests.Shared;

internal static class TestLeague
{
    /// <summary>A definition from a document that must be right.</summary>
    public static LeagueDefinition Of(string json)
    {
        var parse = LeagueDocument.Parse(json);
        Assert.True(parse.IsValid, string.Join("\n", parse.Faults));
        return parse.Definition;
    }

    /// <summary>A definition from a file that must be right, and those it names.</summary>
    public static LeagueDefinition OfFile(string path)
    {
        var parse = LeagueDocument.Parse(File.ReadAllText(path), file => File.OpenRead(Path.Combine(Path.GetDirectoryName(path)!, file)));
        Assert.True(parse.IsValid, $"{path}: {string.Join("\n", parse.Faults)}");
        return parse.Definition;
    }

    /// <summary>A league of that many dilemma agents.</summary>
    public static LeagueDefinition Dilemma(
        int agents, bool selfPlay = false, bool swapSeats = false, int repetitions = 1, ulong seed = 0) => Of(
        $$"""
        {
          "name": "test", "game": "ipd", "selfPlay": {{Word(selfPlay)}}, "swapSeats": {{Word(swapSeats)}},
          "repetitions": {{repetitions}}, "seed": {{seed}},
          "agents": [{{string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""))}}]
        }
        """);

    private static string Word(bool value) => value ? "true" : "false";
}
