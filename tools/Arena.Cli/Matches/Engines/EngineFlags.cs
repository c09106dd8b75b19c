using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches.Engines;

/// <summary>Reads -engine and -each.</summary>
internal static class EngineFlags
{
    private const string OptionPrefix = "option.";
    private static readonly string[] _keys =
    [
        "cmd", "name", "args", "dir", "proto", "tc", "st", "timemargin", "nodes", "depth", "plies", "restart", "option.NAME",
    ];

    private static readonly (string, EngineProtocol)[] _protocols =
    [
        ("uci", EngineProtocol.Uci), ("xboard", EngineProtocol.Xboard), ("cecp", EngineProtocol.Xboard),
    ];

    public static ImmutableArray<AgentDefinition> ReadAll(FlagList flags)
    {
        var each = flags.Words("-each") ?? [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. flags.All("-engine").Select(words => Read(new KeyValues("-engine", [.. WithoutClock(each, words), .. words]), names))];
    }

    /// <summary>The options that engines have of -each alone, by their names: not every one need have them all.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OptionsOfEach(FlagList flags, ImmutableArray<AgentDefinition> engines)
    {
        var each = Options(flags.Words("-each") ?? []);
        return flags.All("-engine")
            .Select((own, index) => (engines[index].Name, Options: each.Except(Options(own), StringComparer.OrdinalIgnoreCase)))
            .ToDictionary(engine => engine.Name, engine => (IReadOnlyList<string>)[.. engine.Options]);
    }

    private static IEnumerable<string> Options(IEnumerable<string> words) =>
        words.Select(word => word.Split('=')[0]).Where(IsOption).Select(key => key[OptionPrefix.Length..]);

    // An engine's own clock, of whichever kind, takes the place of everybody's.
    private static IEnumerable<string> WithoutClock(IReadOnlyList<string> each, IReadOnlyList<string> own) =>
        own.Any(IsClock) ? each.Where(word => !IsClock(word)) : each;

    private static bool IsClock(string word) =>
        word.StartsWith("tc=", StringComparison.Ordinal) || word.StartsWith("st=", StringComparison.Ordinal);

    private static AgentDefinition Read(KeyValues values, HashSet<string> names)
    {
        if (values.Pairs.FirstOrDefault(pair => !_keys.Contains(pair.Key) && !IsOption(pair.Key)).Key is { } unknown)
            throw values.Wrong($"unknown key '{unknown}'{NearMiss.Hint(unknown, _keys)}");
        var command = values.Required("cmd");
        var name = Name(values, command, names);
        var spec = new EngineSpec
        {
            Command = command,
            Arguments = Arguments(values.Text("args") ?? ""),
            Directory = values.Text("dir"),
            Protocol = values.OneOf("proto", EngineProtocol.Uci, _protocols),
            Options = values.Pairs
                .Where(pair => IsOption(pair.Key))
                .GroupBy(pair => pair.Key[OptionPrefix.Length..], StringComparer.OrdinalIgnoreCase) // as engines take them
                .Select(group => group.Last())
                .ToImmutableSortedDictionary(pair => pair.Key[OptionPrefix.Length..], pair => pair.Value, StringComparer.Ordinal),
            TimeControl = Clock(values),
            Nodes = values.Number("nodes", 1, int.MaxValue),
            Depth = values.Number("depth", 1, 1000) ?? values.Number("plies", 1, 1000),
            Restart = values.OneOf("restart", false, ("on", true), ("off", false), ("auto", false)),
        };
        if (spec.TimeControl is null && spec.Nodes is null && spec.Depth is null && values.Text("tc") is null)
            throw values.Wrong($"'{name}' has no limit to its thinking; wanted tc=, st=, nodes= or depth= for it or for -each");
        return AgentDefinition.Of(name, new AgentProgram.Engine(spec));
    }

    private static string Name(KeyValues values, string command, HashSet<string> taken)
    {
        var name = values.Text("name") ?? Path.GetFileName(command);
        if (name is "" or "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Any(char.IsControl))
            throw values.Wrong($"name is '{name}'; wanted a line of text without '/'");
        if (!taken.Add(name))
            throw values.Wrong($"the name '{name}' is taken; give each engine its own: name=…");
        return name;
    }

    private static bool IsOption(string key) => key.StartsWith(OptionPrefix, StringComparison.Ordinal) && key.Length > OptionPrefix.Length;

    private static TimeControl? Clock(KeyValues values)
    {
        if (values.Text("tc") is not null && values.Text("st") is not null)
            throw values.Wrong("found tc and st; an engine has one clock");
        var milliseconds = values.Number("timemargin", 0, 3_600_000);
        TimeSpan? margin = milliseconds is { } given ? TimeSpan.FromMilliseconds(given) : null;
        if (values.Real("st") is { } seconds)
            return MoveTime(values, seconds) with { Margin = margin ?? EngineSpec.MoveTimeMargin };
        if (values.Text("tc") is not { } text || text is "inf" or "infinite")
            return null;
        var control = TimeControl.Parse(text)
            ?? throw values.Wrong($"tc is '{text}'; wanted moves/seconds+increment, such as 40/60+0.5 or 8+0.08, or inf");
        return control with { Margin = margin ?? TimeSpan.Zero };
    }

    private static TimeControl MoveTime(KeyValues values, double seconds)
    {
        if (seconds >= TimeControl.Shortest.TotalSeconds && seconds <= TimeControl.Longest.TotalSeconds)
            return TimeControl.PerMove(TimeSpan.FromSeconds(seconds));
        throw values.Wrong(string.Create(
            CultureInfo.InvariantCulture, $"st is '{seconds}'; wanted seconds from 0.001 to 86400"));
    }

    // Words between spaces; quotes keep a word together.
    private static ImmutableArray<string> Arguments(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var (part, index) in text.Split('"').Select((part, index) => (part, index)))
        {
            if (index % 2 == 1)
                words.Add(part);
            else
                words.AddRange(part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return words.ToImmutable();
    }
}
