using System.Text.Json;
using Arena.Cli.Systems;

namespace Arena.Cli.Play;

/// <summary>
/// A league that <c>arena play</c> has not finished: <c>.arena/plays/ID</c> with a note, the document, and the ledger's data.
/// Whoever holds this is the only one to play it.
/// </summary>
internal sealed class SavedPlay : IDisposable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _directory;
    private readonly FileStream _lock;

    private SavedPlay(string directory, FileStream taken, PlayNote note, string document) =>
        (_directory, _lock, Note, Document) = (directory, taken, note, document);

    public PlayNote Note { get; private set; }

    /// <summary>The league document as it was when the play began.</summary>
    public string Document { get; }

    public string Id => Note.Id;

    /// <summary>The folder of the stores' data, below <c>.arena</c>.</summary>
    public string Volumes => $"plays/{Id}";

    /// <summary>Null when there is a play with this id.</summary>
    public static SavedPlay? TryBegin(PlayNote note, string document)
    {
        var directory = DirectoryOf(note.Id);
        Directory.CreateDirectory(directory);
        if (FileLock.TryTake(LockFile(directory)) is not { } taken)
            return null;
        if (File.Exists(NoteFile(directory)))
        {
            taken.Dispose();
            return null;
        }

        File.WriteAllText(DocumentFile(directory), document);
        var play = new SavedPlay(directory, taken, note, document);
        play.Write(note);
        return play;
    }

    /// <summary>Null when somebody is playing it.</summary>
    public static SavedPlay? TryOpen(PlayNote note)
    {
        var directory = DirectoryOf(note.Id);
        if (FileLock.TryTake(LockFile(directory)) is not { } taken)
            return null;
        if (TryRead(directory) is { } now)
            return new SavedPlay(directory, taken, now, File.ReadAllText(DocumentFile(directory)));
        taken.Dispose();
        return null; // just finished
    }

    /// <summary>All that are not finished, oldest first, with whether somebody is playing them.</summary>
    public static IReadOnlyList<(PlayNote Note, bool IsPlayed)> List() =>
    [
        .. Directories()
            .Select(directory => (Note: TryRead(directory), Directory: directory))
            .Where(play => play.Note is not null)
            .OrderBy(play => play.Note!.StartedAt)
            .Select(play => (play.Note!, FileLock.IsTaken(LockFile(play.Directory)))),
    ];

    /// <summary>Removes what a play leaves whose removal was cut short.</summary>
    public static void Sweep()
    {
        foreach (var directory in Directories().Where(d => !File.Exists(NoteFile(d))))
        {
            using var taken = FileLock.TryTake(LockFile(directory));
            if (taken is not null && !File.Exists(NoteFile(directory)))
                TryDelete(directory);
        }
    }

    /// <summary>Whether a system that was started on the data is still on its way out.</summary>
    public bool DataIsInUse() => Data().Any(d => Directory.EnumerateFiles(d, "*.lock").Any(FileLock.IsTaken));

    /// <summary>Changes the note; a reader sees the old one or the new one.</summary>
    public void Write(PlayNote note)
    {
        var file = NoteFile(_directory);
        File.WriteAllText(file + ".tmp", JsonSerializer.Serialize(note, _json));
        File.Move(file + ".tmp", file, overwrite: true);
        Note = note;
    }

    /// <summary>Removes all of it. The note goes first: without it there is nothing to go on with.</summary>
    public void Forget()
    {
        try
        {
            File.Delete(NoteFile(_directory));
            foreach (var data in Data())
                Directory.Delete(data, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"what play {Id} kept in {_directory} could not be removed: {left.Message}", ExitCode.Failed);
        }
    }

    public void Dispose() => _lock.Dispose();

    private IEnumerable<string> Data() => new[] { Note.Data, _directory }.OfType<string>().Distinct().Where(Directory.Exists);

    private static IEnumerable<string> Directories() =>
        Directory.Exists(Checkout.PlaysDirectory) ? Directory.GetDirectories(Checkout.PlaysDirectory) : [];

    private static string DirectoryOf(string id) => Path.Combine(Checkout.PlaysDirectory, id);

    private static string LockFile(string directory) => Path.Combine(directory, "lock");

    private static string NoteFile(string directory) => Path.Combine(directory, "play.json");

    private static string DocumentFile(string directory) => Path.Combine(directory, "league.json");

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // A later play sweeps again.
        }
    }

    private static PlayNote? TryRead(string directory)
    {
        try
        {
            return JsonSerializer.Deserialize<PlayNote>(File.ReadAllText(NoteFile(directory)), _json);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
