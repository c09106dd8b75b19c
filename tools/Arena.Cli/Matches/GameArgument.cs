using System.CommandLine;
using Arena.Core.Games;
using Arena.Core.Games.Matrix;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches;

/// <summary>Reads which game is meant: a name of the catalog or an .nfg file, and its parameters.</summary>
internal static class GameArgument
{
    private const string FileEnding = ".nfg";
    private const int MostCharacters = 10_000_000;

    /// <summary>What stands in the help of a command that takes a game.</summary>
    public const string Help = "A game's name, or a Gambit file that ends in .nfg.";

    /// <summary>The option for the game's parameters.</summary>
    public static Option<string[]> Parameters() => new("--param")
    {
        Description = "A parameter of the game; may be given several times.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <exception cref="CommandException">There is no such game or file.</exception>
    public static GameType Type(string text)
    {
        if (GameCatalog.Find(text) is { } known)
            return known;
        if (!text.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase))
            throw Wrong($"unknown game '{text}'{NearMiss.Hint(text, GameCatalog.Names)}; a file's name would end in {FileEnding}");
        try
        {
            var file = new FileInfo(text);
            if (file.Exists && file.Length > MostCharacters)
                throw Wrong($"{text}: found {file.Length} bytes; at most {MostCharacters} are allowed");
            return NormalFormFile.Parse(Path.GetFileNameWithoutExtension(text), File.ReadAllText(text));
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            throw Wrong($"{text}: {wrong.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Wrong(FileFault.Of(text, unreadable));
        }
    }

    /// <summary>The game with parameters given as "name=value".</summary>
    /// <exception cref="CommandException">One is not of that form, unknown or out of range.</exception>
    public static IGame Game(string text, IEnumerable<string> parameters)
    {
        var type = Type(text);
        return type.Create(Bind(type.Parameters, parameters, $"--param of {type.Name}"));
    }

    /// <summary>The state that a text shows; "\n" in it, as a shell passes it on, is a line break.</summary>
    /// <exception cref="CommandException">It shows none.</exception>
    public static GameState State(IGame game, string? text)
    {
        if (text is null)
            return game.NewState();
        try
        {
            return game.ParseState(Text(text));
        }
        catch (FormatException fault)
        {
            throw Wrong($"--state: {fault.Message}");
        }
    }

    public static string Text(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>Values of the form "name=value" over a schema's defaults.</summary>
    /// <exception cref="CommandException">They do not fit; the message names every fault.</exception>
    public static ParameterSet Bind(ParameterSchema schema, IEnumerable<string> given, string where)
    {
        var values = new List<KeyValuePair<string, double>>();
        var faults = new List<ParameterFault>();
        foreach (var pair in given)
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (pair.Trim(), "");
            if (schema.Find(name) is not { } known)
                faults.Add(schema.Unknown(name));
            else if (known.Parse(value) is { } number)
                values.Add(new(name, number));
            else
                faults.Add(new(name, $"found '{value}'; wanted {known.Allowed}"));
        }

        foreach (var twice in values.GroupBy(v => v.Key).Where(g => g.Count() > 1))
            faults.Add(new(twice.Key, "given twice"));
        var bound = schema.Bind(values, faults);
        return faults.Count == 0 ? bound : throw Wrong($"{where}: {string.Join("; ", faults.Select(Text))}");
    }

    private static string Text(ParameterFault fault) => fault.Name.Length == 0 ? fault.Message : $"{fault.Name}: {fault.Message}";

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
