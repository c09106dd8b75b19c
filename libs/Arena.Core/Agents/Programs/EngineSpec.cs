using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Clocks;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Programs;

/// <summary>A chess engine: which program it is, how it is set up, and how long it may think.</summary>
public sealed record EngineSpec
{
    /// <summary>What an engine with a time for each move may take more than that: it stops when it is over, not before. 100 ms.</summary>
    public static readonly TimeSpan MoveTimeMargin = TimeSpan.FromMilliseconds(100);

    /// <summary>The program: a name to be found in the PATH, or a path (relative ones start at <see cref="Directory"/>).</summary>
    public required string Command { get; init; }

    /// <summary>What the program is started with, each as it is: no shell looks at them. None by default.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The working directory; null is that of whoever starts the engine.</summary>
    public string? Directory { get; init; }

    /// <summary>What it speaks; UCI by default.</summary>
    public EngineProtocol Protocol { get; init; }

    /// <summary>The engine's own options by name; values as the protocol writes them.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Its clock; null is the match's own.</summary>
    public TimeControl? TimeControl { get; init; }

    /// <summary>Nodes to search for each move; null is no limit.</summary>
    public long? Nodes { get; init; }

    /// <summary>Plies to search for each move; null is no limit.</summary>
    public int? Depth { get; init; }

    /// <summary>Whether every match gets a new process.</summary>
    public bool Restart { get; init; }

    internal void AddTo(CanonicalHasher hasher)
    {
        hasher.Add(Command).Add((ulong)Arguments.Length);
        foreach (var argument in Arguments) hasher.Add(argument);
        hasher.Add(Directory ?? "").Add(Protocol.ToString()).Add((ulong)Options.Count);
        foreach (var (name, value) in Options) hasher.Add(name).Add(value);
        hasher.Add(TimeControl?.ToString() ?? "")
            .Add(Nodes?.ToString(CultureInfo.InvariantCulture) ?? "")
            .Add(Depth?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
