using System.CommandLine;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;

namespace Arena.Cli.Play;

/// <summary>
/// <c>arena play LEAGUE.json</c>: a system of its own, one league through it, the standings, and nothing left behind.
/// <c>arena play --resume ID</c> goes on with one that was interrupted.
/// </summary>
internal static class PlayCommand
{
    private const int MaxNodes = 64;
    private const int DefaultNodes = 3;

    private static readonly Argument<string?> _file = new("LEAGUE.json")
    {
        Description = "The league file; see docs/leagues.md.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int?> _nodes = new("--nodes")
    {
        Description = $"How many nodes play, 1 to {MaxNodes}. Default: {DefaultNodes}, or as many as before.",
        HelpName = "N",
        CustomParser = given => CommonOptions.Number("--nodes", 1, MaxNodes)(given),
    };

    private static readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Overrides the file's seed.",
        HelpName = "S",
        CustomParser = given => CommonOptions.Number("--seed", ulong.MinValue, ulong.MaxValue)(given),
    };

    private static readonly Option<string?> _resume = new("--resume")
    {
        Description = "Goes on with an interrupted play; without an id, lists what can be resumed.",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> _forget = new("--forget")
    {
        Description = "Gives an interrupted play up and removes its data.",
        HelpName = "ID",
    };

    private static readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var command = new Command("play", "Starts the system, plays one league, prints the standings, stops.")
        {
            _file, _nodes, _seed, _resume, _forget, _json,
        };
        command.Validators.Add(given =>
        {
            var (resumes, forgets) = (given.GetResult(_resume) is not null, given.GetResult(_forget) is not null);
            if (forgets && (resumes || given.GetValue(_file) is not null))
                given.AddError("--forget takes the id of a play and nothing else");
            else if (resumes && given.GetValue(_resume) is null && given.GetValue(_file) is { } file)
                given.AddError($"--resume wants the id of a play before '{file}'; alone it lists what can be resumed");
            else if (!resumes && !forgets && given.GetValue(_file) is null)
                given.AddError("play wants LEAGUE.json, --resume or --forget");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_forget) is { } forgotten)
            return await ForgetAsync(forgotten, cancellationToken);
        if (parsed.GetResult(_resume) is not null && parsed.GetValue(_resume) is null)
        {
            PlayShelf.Write(parsed.GetValue(_json));
            return ExitCode.Done;
        }

        var file = parsed.GetValue(_file);
        var league = file is null ? null : await ReadAsync(file, cancellationToken);
        if (file is not null && league is null)
            return ExitCode.Usage;
        return parsed.GetValue(_resume) is { } id
            ? await ResumeAsync(id, league, parsed, cancellationToken)
            : await PlayAsync(file!, league!, parsed, cancellationToken);
    }

    private static async Task<int> PlayAsync(
        string file, LeagueDefinition league, ParseResult parsed, CancellationToken cancellationToken)
    {
        var seed = parsed.GetValue(_seed);
        var definition = seed is null ? league : league.WithSeed(seed.Value);
        using var play = PlayShelf.Begin(file, definition, seed, parsed.GetValue(_nodes) ?? DefaultNodes);
        var run = new LeaguePlay(play, definition, isResumed: false, parsed.GetValue(_json));
        return await run.RunAsync(asked: null, cancellationToken);
    }

    private static async Task<int> ResumeAsync(
        string id, LeagueDefinition? asked, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var play = await PlayShelf.OpenAsync(id, cancellationToken);
        play.Write(play.Note with { Nodes = parsed.GetValue(_nodes) ?? play.Note.Nodes });

        // The seed that the play was begun with still overrides the file's.
        var saved = LeagueDocument.Parse(play.Document).Definition!;
        if (parsed.GetValue(_seed) is { } seed)
            asked = (asked ?? saved).WithSeed(seed);
        else if (play.Note.Seed is { } before)
            asked = asked?.WithSeed(before);
        return await new LeaguePlay(play, saved, isResumed: true, parsed.GetValue(_json)).RunAsync(asked, cancellationToken);
    }

    private static async Task<int> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        using var play = await PlayShelf.OpenAsync(id, cancellationToken);
        play.Forget();
        Console.WriteLine($"Play {id} is forgotten.");
        return ExitCode.Done;
    }

    /// <summary>The league if it is a good one, with all that it takes from files; otherwise its faults are on standard error.</summary>
    private static async Task<LeagueDefinition?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string document;
        try
        {
            document = await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(path, unreadable), ExitCode.Usage);
        }

        var beside = Path.GetDirectoryName(path) ?? "";
        var parse = LeagueDocument.Parse(document, file => File.OpenRead(Path.Combine(beside, file)));
        foreach (var fault in parse.Faults.Concat(parse.Notes))
            await Console.Error.WriteLineAsync($"arena: {path}: {fault.Path}: {fault.Message}");
        return parse.Definition;
    }
}
