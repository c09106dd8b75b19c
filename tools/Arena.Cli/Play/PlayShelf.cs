using System.Globalization;
using System.Security.Cryptography;
using Arena.Cli.Output;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;

namespace Arena.Cli.Play;

/// <summary>The unfinished plays of this checkout, as the command line speaks of them.</summary>
internal static class PlayShelf
{
    // Nothing that reads like something else.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int LettersInId = 4;
    private const int MaxNameInId = 40;
    private const string Nothing = "There is nothing to resume.";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);

    /// <summary>A new play, with an id of its own.</summary>
    /// <param name="file">Where the league was read.</param>
    /// <param name="definition">The league, with all that it takes from other files.</param>
    /// <param name="seed">What has overridden the file's seed; null when nothing has.</param>
    /// <param name="nodes">How many nodes play.</param>
    public static SavedPlay Begin(string file, LeagueDefinition definition, ulong? seed, int nodes)
    {
        SavedPlay.Sweep();
        var note = new PlayNote(
            Id: "",
            definition.Name,
            definition.Game,
            Path.GetFullPath(file),
            seed,
            nodes,
            DateTimeOffset.UtcNow,
            new Schedule(definition).Count,
            Played: 0,
            Data: null);
        var name = definition.Name[..Math.Min(definition.Name.Length, MaxNameInId)].Trim('-');
        while (true)
        {
            var id = $"{name}-{RandomNumberGenerator.GetString(Letters, LettersInId)}";
            if (SavedPlay.TryBegin(note with { Id = id }, definition.ToJson()) is { } play)
                return play;
        }
    }

    /// <summary>The play with this id, once nothing of a former life is left at its data.</summary>
    public static async Task<SavedPlay> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var all = SavedPlay.List();
        if (all.All(p => p.Note.Id != id))
        {
            var others = all.Count == 0 ? Nothing : $"There are: {string.Join(", ", all.Select(p => p.Note.Id))}";
            throw new CommandException($"there is no unfinished play '{id}'. {others}", ExitCode.Failed);
        }

        var play = SavedPlay.TryOpen(all.Single(p => p.Note.Id == id).Note) ?? throw new CommandException(
            $"play '{id}' is being played by another 'arena play'; its data can be used by one at a time", ExitCode.Failed);
        try
        {
            await WaitUntilUnusedAsync(play, cancellationToken);
            return play;
        }
        catch
        {
            play.Dispose();
            throw;
        }
    }

    /// <summary>What can be resumed, for people or as JSON.</summary>
    public static void Write(bool json)
    {
        var all = SavedPlay.List();
        if (json)
            Console.Out.WriteLine(ReportJson.Of(all.Select(p => Json(p.Note, p.IsPlayed))));
        else if (all.Count == 0)
            Console.Out.WriteLine(Nothing);
        else
        {
            TextTable.Write(
                ["Play", new("Game", Drop: 2), ">Played", ">Matches", "State", new("Started", Drop: 1), new("File", Drop: 3)],
                all.Select(p => Row(p.Note, p.IsPlayed)));
        }
    }

    private static object Json(PlayNote note, bool isPlayed) => new
    {
        note.Id,
        note.League,
        note.Game,
        note.Played,
        note.Matches,
        note.StartedAt,
        note.File,
        running = isPlayed,
    };

    private static object[] Row(PlayNote note, bool isPlayed) =>
    [
        note.Id,
        note.Game,
        note.Played,
        note.Matches,
        isPlayed ? "running" : "interrupted",
        note.StartedAt.ToString("u", CultureInfo.InvariantCulture),
        note.File,
    ];

    // Whoever played it is gone; the system that it started needs a moment to see that.
    private static async Task WaitUntilUnusedAsync(SavedPlay play, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (play.DataIsInUse())
        {
            if (TimeProvider.System.GetElapsedTime(start) > _patience)
                throw new CommandException($"the data of play '{play.Id}' is in use by a running system", ExitCode.Failed);
            await Task.Delay(_poll, cancellationToken);
        }
    }
}
