using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arena.Cli.Matches.Engines;

/// <summary>
/// A match on disk: its flags in the first line, and the result of every game in a line of its own, in their order. Each is written
/// when the game is over, so whatever ends the program leaves what was played.
/// </summary>
internal sealed class SavedMatch : IDisposable
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly FileStream _file;

    private SavedMatch(FileStream file, IReadOnlyList<string> arguments, IReadOnlyList<GameResult> games) =>
        (_file, Arguments, Games) = (file, arguments, games);

    /// <summary>Where a match is kept unless it is said where.</summary>
    public static string DefaultPath { get; } = Path.Combine(".arena", "match.jsonl");

    public string FilePath => _file.Name;

    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The games that were played before.</summary>
    public IReadOnlyList<GameResult> Games { get; }

    /// <summary>Begins a file, in the place of what was kept there.</summary>
    /// <exception cref="IOException">It cannot be written, or another match is being kept there.</exception>
    public static SavedMatch Create(string path, IReadOnlyList<string> arguments)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        file.SetLength(0);
        var saved = new SavedMatch(file, arguments, []);
        saved.WriteLine(arguments);
        return saved;
    }

    /// <summary>Opens what was kept, to go on with it.</summary>
    /// <exception cref="CommandException">There is no match, or it is still being played, or it is something else.</exception>
    public static SavedMatch Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return Read(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"-resume: there is no match in {path}", ExitCode.Usage);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-resume: {unreadable.Message}", ExitCode.Usage);
        }
    }

    public void Add(GameResult game) => WriteLine(game);

    public void Dispose() => _file.Dispose();

    private static SavedMatch Read(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        // What has no end was being written when the program ended.
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        try
        {
            var arguments = lines.Length == 0 ? null : JsonSerializer.Deserialize<string[]>(lines[0], _json);
            var games = lines.Skip(1).Select(line =>
            {
                at++;
                return JsonSerializer.Deserialize<GameResult>(line, _json)!;
            }).ToList();
            file.SetLength(end);
            file.Position = end;
            return new SavedMatch(file, arguments ?? throw new JsonException("it is empty"), games);
        }
        catch (JsonException wrong)
        {
            file.Dispose();
            throw new CommandException($"-resume: {file.Name}:{at + 1} is not of a match: {wrong.Message}", ExitCode.Usage);
        }
    }

    private void WriteLine<T>(T value)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(value, _json));
        _file.Write("\n"u8);
        _file.Flush();
    }
}
