using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Matches;
using Arena.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

/// <summary>Engines to test with, and matches between them.</summary>
internal static class TestEngine
{
    public static string RandomMoverPath { get; } =
        Path.Combine(Repository.Root, "artifacts", "bin", "Arena.RandomMover", Configuration, "random-mover.dll");

    public static string MisbehavingPath { get; } = Fixture("misbehave");

    public static string XboardPath { get; } = Fixture("xboard");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;

    public static AgentDefinition Random(string name, int seed = 1) => EngineGame.Agent(name, new EngineSpec
    {
        Command = "dotnet",
        Arguments = [RandomMoverPath],
        Options = ImmutableSortedDictionary.CreateRange<string, string>(StringComparer.Ordinal, [new("Seed", $"{seed}")]),
    });

    public static AgentDefinition Misbehaving(string how, string mark = "") => EngineGame.Agent(how, new EngineSpec
    {
        Command = MisbehavingPath,
        Arguments = [how, mark],
        TimeControl = TimeControl.PerMove(TimeSpan.FromSeconds(2)),
    });

    /// <summary>An engine of the xboard protocol that is odd in some way.</summary>
    public static AgentDefinition Xboard(string how) => EngineGame.Agent(how, new EngineSpec
    {
        Command = XboardPath,
        Arguments = [how],
        Protocol = EngineProtocol.Xboard,
        TimeControl = TimeControl.PerMove(TimeSpan.FromSeconds(2)),
    });

    public static EnginePool Pool(Action<EngineOptions>? configure = null)
    {
        var options = new EngineOptions { StartTimeout = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        return new EnginePool(options, TimeProvider.System);
    }

    public static ValueTask<MatchRecord> PlayAsync(this EnginePool pool, MatchSpec spec) =>
        MatchRunner.PlayAsync(spec, [pool], TimeProvider.System, CancellationToken.None);

    private static string Fixture(string name) => Path.Combine(Repository.Root, "Arena.Tests.EndToEnd", "Engines", "Fixtures", name);

    /// <summary>Processes, whoever their parents are, that have this text on their command line or in their environment.</summary>
    public static IReadOnlyList<int> ProcessesWith(string text)
    {
        var found = new List<int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), out var id) || id == Environment.ProcessId) continue;
            try
            {
                if (File.ReadAllText($"{entry}/cmdline").Contains(text, StringComparison.Ordinal)
                || File.ReadAllText($"{entry}/environ").Contains(text, StringComparison.Ordinal))
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
