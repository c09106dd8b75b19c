using Arena.Core.Primitives;

namespace Arena.Cli.Matches.Engines;

/// <summary>A command line in the dialect of cutechess and fastchess: flags with one dash, each with its words after it.</summary>
internal sealed class FlagList
{
    private readonly List<(string Name, IReadOnlyList<string> Words)> _flags = [];

    /// <exception cref="CommandException">There is a flag that is not known.</exception>
    public FlagList(IReadOnlyList<string> arguments, IReadOnlyCollection<string> known)
    {
        for (var i = 0; i < arguments.Count;)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][1..] : arguments[i];
            if (!known.Contains(name))
                throw Wrong($"match: unknown flag '{arguments[i]}'{NearMiss.Hint(arguments[i], known)}");
            var end = i + 1;
            while (end < arguments.Count && !known.Contains(arguments[end]) && !IsLikeAFlag(arguments[end]))
                end++;
            _flags.Add((name, [.. arguments.Skip(i + 1).Take(end - i - 1)]));
            i = end;
        }
    }

    private FlagList(IEnumerable<(string, IReadOnlyList<string>)> flags) => _flags.AddRange(flags);

    /// <summary>As they would be written on a command line.</summary>
    public IReadOnlyList<string> Arguments => [.. _flags.SelectMany(flag => flag.Words.Prepend(flag.Name))];

    /// <summary>These flags with others in the place of those of the same name, where they may differ.</summary>
    /// <exception cref="CommandException">One that must not differs.</exception>
    public FlagList With(FlagList others, IReadOnlyCollection<string> mayDiffer)
    {
        foreach (var name in others._flags.Select(flag => flag.Name).Distinct().Except(mayDiffer))
        {
            if (!All(name).Select(Text).SequenceEqual(others.All(name).Select(Text)))
                throw Wrong($"-resume: the match was begun with {Said(name)}, and found {others.Said(name)}; it goes on as it was begun");
        }

        var names = others._flags.Select(flag => flag.Name).ToHashSet();
        return new FlagList(_flags.Where(flag => !names.Contains(flag.Name)).Concat(others._flags));
    }

    public bool Has(string name) => All(name).Any();

    /// <summary>Whether a flag is there that takes no words.</summary>
    /// <exception cref="CommandException">It is there twice, or has some.</exception>
    public bool Switch(string name) => Words(name) switch
    {
        null => false,
        [] => true,
        var words => throw Wrong($"{name}: found '{Text(words)}' after it; it takes no value"),
    };

    public IEnumerable<IReadOnlyList<string>> All(string name) => _flags.Where(f => f.Name == name).Select(f => f.Words);

    /// <summary>The words after a flag; null when it is not there.</summary>
    /// <exception cref="CommandException">It is there twice.</exception>
    public IReadOnlyList<string>? Words(string name)
    {
        var all = All(name).ToList();
        return all.Count > 1 ? throw Wrong($"{name}: given {all.Count} times; wanted once") : all.SingleOrDefault();
    }

    /// <summary>The words after a flag as pairs with these keys; null when it is not there.</summary>
    public KeyValues? Pairs(string name, params string[] keys) =>
        Words(name) is { } words ? new KeyValues(name, words).AllowOnly(keys) : null;

    /// <summary>The word after a flag that has one; null when the flag is not there.</summary>
    public string? Word(string name) => Words(name) switch
    {
        null => null,
        [var word] => word,
        var words => throw Wrong($"{name}: found {words.Count} words; wanted one"),
    };

    public int? Number(string name, int min, int max) =>
        Word(name) is { } word ? KeyValues.ParseNumber(name, word, min, max) : null;

    private static string Text(IReadOnlyList<string> words) => string.Join(' ', words);

    private string Said(string name) =>
        Has(name) ? $"'{string.Join(' ', All(name).Select(words => $"{name} {Text(words)}".TrimEnd()))}'" : $"no {name}";

    // Not a number below zero.
    private static bool IsLikeAFlag(string word) => word.StartsWith('-') && word.Length > 2 && char.IsAsciiLetter(word[1]);

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
