using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Engines;
using Arena.Tests.Architecture;

namespace Arena.Tests.Engines;

/// <summary>Engines to test with, and matches between them.</summary>
internal static class TestEngine
{
    public static string RandomMoverPath { get; } = Path.Combine(Repository.Root, "artifacts", "bin", "Arena.RandomMover", Configuration, "random-mover.dll");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;

    public static AgentDefinition Random(string name, int seed = 1) => Of(name, new EngineSpec
    {
        Command = "dotnet",
        Arguments = [RandomMoverPath],
        Options = ImmutableSortedDictionary.CreateRange<string, string>(StringComparer.Ordinal, [new("Seed", $"{seed}")]),
    });

    public static AgentDefinition Misbehaving(string how, string mark = "") => Of(how, new EngineSpec
    {
        Command = Path.Combine(Repository.Root, "Arena.Tests", "Engines", "Fixtures", "misbehave"),
        Arguments = [how, mark],
        TimeControl = TimeControl.PerMove(TimeSpan.FromSeconds(2)),
    });

    public static AgentDefinition Of(string name, EngineSpec spec) => AgentDefinition.Of(name, new AgentProgram.Engine(spec));

    public static MatchSpec Match(AgentDefinition white, AgentDefinition black) => new()
    {
        Game = ChessGame.Rules.Create(ChessGame.Rules.Parameters.Defaults),
        Agents = [white, black],
        Seed = new Seed(1),
        MoveTimeLimit = TimeSpan.FromSeconds(30),
    };

    public static EnginePool Pool(Action<EngineOptions>? configure = null)
    {
        var options = new EngineOptions { StartTimeout = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        return new EnginePool(options, TimeProvider.System);
    }

    public static ValueTask<MatchRecord> PlayAsync(this EnginePool pool, MatchSpec spec) =>
        MatchRunner.PlayAsync(spec, [pool], TimeProvider.System, CancellationToken.None);

    /// <summary>Processes, whoever their parents are, that have this text on their command line or in their environment.</summary>
    public static IReadOnlyList<int> ProcessesWith(string text)
    {
        var found = new List<int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), out var id) || id == Environment.ProcessId) continue;
            try
            {
                if (File.ReadAllText($"{entry}/cmdline").Contains(text, StringComparison.Ordinal) || File.ReadAllText($"{entry}/environ").Contains(text, StringComparison.Ordinal))
                    found.Add(id);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }
}
