using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary>Reads how engines are run, which is nothing of the match itself.</summary>
internal static class RunFlags
{
    public static EngineOptions Engines(FlagList flags, ImmutableArray<AgentDefinition> agents) => new()
    {
        Cpus = Cpus(flags),
        LogDirectory = flags.Pairs("-log", "dir")?.Required("dir"),
        StartTimeout = Milliseconds(flags, "-startup-ms", 10_000),
        ReadyTimeout = Milliseconds(flags, "-ping-ms", 60_000),
        NewGameTimeout = Milliseconds(flags, "-ucinewgame-ms", 60_000),
        RetryAfter = TimeSpan.Zero,
        MostThinking = MostThinking(flags),
        OptionsToTry = EngineFlags.OptionsOfEach(flags, agents),
    };

    // As many as there are processors for. Where games are no more than those, nobody has to wait for a turn.
    private static int? MostThinking(FlagList flags)
    {
        var processors = Cpus(flags) is { Count: > 0 } cpus ? cpus.Count : Environment.ProcessorCount;
        return flags.Switch("-force-concurrency") || GamesAtOnce(flags) <= processors ? null : processors;
    }

    public static int GamesAtOnce(FlagList flags) => flags.Number("-concurrency", 1, 1024) ?? 1;

    private static TimeSpan Milliseconds(FlagList flags, string name, int otherwise) =>
        TimeSpan.FromMilliseconds(flags.Number(name, 1, 3_600_000) ?? otherwise);

    // "-use-affinity" is all processors, "-use-affinity 0-3,6" those.
    private static IReadOnlyList<int> Cpus(FlagList flags)
    {
        if (flags.Words("-use-affinity") is not { } words)
            return [];
        var last = Environment.ProcessorCount - 1;
        return words.Count == 0
            ? [.. Enumerable.Range(0, last + 1)]
            : [.. string.Join(',', words).Split(',').SelectMany(Range).Distinct()];

        IEnumerable<int> Range(string part)
        {
            var ends = part.Split('-', 2);
            var first = KeyValues.ParseNumber("-use-affinity", ends[0], 0, last);
            return Enumerable.Range(first, KeyValues.ParseNumber("-use-affinity", ends[^1], first, last) - first + 1);
        }
    }
}
