using System.Globalization;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches.Engines;

/// <summary>The words after a flag where each is key=value.</summary>
internal sealed class KeyValues
{
    private readonly string _flag;
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <exception cref="CommandException">A word is something else.</exception>
    public KeyValues(string flag, IEnumerable<string> words)
    {
        _flag = flag;
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Wrong($"found '{word}'; wanted key=value");
            _pairs.Add(new(word[..equals], word[(equals + 1)..]));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <exception cref="CommandException">There is another key.</exception>
    public KeyValues AllowOnly(params string[] keys)
    {
        foreach (var (key, _) in _pairs)
        {
            if (!keys.Contains(key))
                throw Wrong($"unknown key '{key}'{NearMiss.Hint(key, keys)}");
        }

        return this;
    }

    public string? Text(string key) => _pairs.LastOrDefault(p => p.Key == key).Value;

    /// <exception cref="CommandException">It is not there.</exception>
    public string Required(string key) => Text(key) ?? throw Wrong($"wanted {key}=…");

    public int? Number(string key, int min, int max) =>
        Text(key) is { } text ? ParseNumber($"{_flag} {key}", text, min, max) : null;

    public int RequiredNumber(string key, int min, int max) => ParseNumber($"{_flag} {key}", Required(key), min, max);

    public double? Real(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        throw Wrong($"{key} is '{text}'; wanted a number");
    }

    public bool Switch(string key, bool otherwise) => Text(key) switch
    {
        null => otherwise,
        "true" or "on" => true,
        "false" or "off" => false,
        var text => throw Wrong($"{key} is '{text}'; wanted true or false"),
    };

    public T OneOf<T>(string key, T otherwise, params (string Word, T Value)[] choices)
    {
        if (Text(key) is not { } text)
            return otherwise;
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }

        throw Wrong($"{key} is '{text}'; wanted {string.Join(" or ", choices.Select(c => c.Word))}");
    }

    public CommandException Wrong(string message) => new($"{_flag}: {message}", ExitCode.Usage);

    public static int ParseNumber(string what, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min
        && number <= max
            ? number
            : throw new CommandException($"{what} is '{text}'; wanted a whole number from {min} to {max}", ExitCode.Usage);
}
