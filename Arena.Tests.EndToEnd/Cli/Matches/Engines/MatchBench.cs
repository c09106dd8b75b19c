using Arena.Cli;
using Arena.Core.Pgn;
using Arena.Tests.EndToEnd.Engines;

namespace Arena.Tests.EndToEnd.Cli.Matches.Engines;

/// <summary>A folder for matches of engines, and the command that plays them.</summary>
internal sealed class MatchBench : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("arena-match-").FullName;

    /// <summary>Where its matches are kept.</summary>
    public string State => $"{Directory}/match.jsonl";

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    public static string Mover(string name, int seed) =>
        $"-engine cmd=dotnet name={name} args={TestEngine.RandomMoverPath} option.Seed={seed}";

    public string Book()
    {
        var path = Path.Combine(Directory, "book.epd");
        File.WriteAllLines(path,
            ["rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1",
            "rnbqkbnr/pppppppp/8/8/3P4/8/PPP1PPPP/RNBQKBNR b KQkq - 0 1", "rnbqkbnr/pppppppp/8/8/2P5/8/PP1PPPPP/RNBQKBNR b KQkq - 0 1"]);
        return path;
    }

    public List<(string White, string Black, string Result, string Moves)> Games(string pgn)
    {
        using var file = File.OpenRead(Path.Combine(Directory, pgn));
        var reader = new PgnReader(file);
        var games = new List<(string, string, string, string)>();
        while (reader.ReadGame())
        {
            var moves = new List<string>();
            while (reader.ReadToken() is var kind && kind != PgnTokenKind.End)
                if (kind == PgnTokenKind.Move) moves.Add(PgnText.Decode(reader.Token));
            Assert.Empty(reader.Faults);
            games.Add((reader.Tags["White"]!, reader.Tags["Black"]!, reader.Tags["Result"]!, string.Join(' ', moves)));
        }

        return games;
    }

    public async Task<(int Code, string Output, string Errors)> RunAsync(string arguments)
    {
        using StringWriter output = new(), errors = new();
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('~', ' '))];
        if (!words.Contains("-resume"))
            words = [.. words, "-config", $"outname={State}"];
        var code = await ArenaCommand.RunAsync(words, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
