using System.Text;

namespace Arena.Cli.Matches.Engines;

/// <summary>
/// A match on disk: its settings in the first line, and every game in a line of its own, in the order in which they ended. A game is
/// written when it is over, so whatever ends the program leaves what was played.
/// </summary>
internal sealed class SavedMatch : IDisposable
{
    private const long MostBytes = 1 << 30; // what is longer is no match of LeagueLimits.Matches games

    private readonly FileStream _file;
    private readonly List<SavedGame> _games;
    private long _end;      // of the last whole line: what is after it was being written when the program ended
    private long _lastGame; // where its line begins

    private SavedMatch(FileStream file, string path, SavedSettings settings, List<SavedGame> games) =>
        (_file, FilePath, Settings, _games) = (file, path, settings, games);

    /// <summary>Where a match is kept unless it is said where.</summary>
    public static string DefaultPath { get; } = Path.Combine(".arena", "match.jsonl");

    public string FilePath { get; }

    public SavedSettings Settings { get; }

    /// <summary>The games that were played before.</summary>
    public IReadOnlyList<SavedGame> Games => _games;

    /// <summary>Whether all was played that there was to play.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Begins a file, in the place of a match that is over; one that is not is put aside, and so is what another version may have left in
    /// a file that is our own.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the match is begun with.</param>
    /// <param name="aside">Where the match is now that was there and is not over; null: there was none.</param>
    /// <param name="isOurs">Whether nobody has named the file, so that whatever is in it is from us.</param>
    /// <exception cref="IOException">It cannot be written, or another match is being kept there.</exception>
    /// <exception cref="CommandException">Something else is there.</exception>
    public static SavedMatch Create(string path, SavedSettings settings, out string? aside, bool isOurs = false)
    {
        aside = null;
        path = File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        bool isThere, isUnfinished;
        using (var before = OpenReplaceable(path, isOurs, out var isOther))
            (isThere, isUnfinished) = (before is not null || isOther, isOther || before is { IsOver: false, Games.Count: > 0 });

        // Nothing is lost of what is empty, which may be a device and must stay one.
        if (!isThere && File.Exists(path))
            return Begin(path, path, settings);
        var next = $"{path}.{Environment.ProcessId}.new";
        var saved = Begin(next, path, settings);
        try
        {
            aside = isUnfinished ? FreePath(path) : null;
            if (aside is not null)
                File.Move(path, aside);
            File.Move(next, path, overwrite: isThere);
            return saved;
        }
        catch
        {
            saved.Dispose();
            File.Delete(next);
            throw;
        }
    }

    // A file that is in nobody's way yet. Where it can be renamed only with the leave of whoever has it open, that is given.
    private static SavedMatch Begin(string file, string path, SavedSettings settings)
    {
        var share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
        var saved = new SavedMatch(stream, path, settings, []);
        try
        {
            saved.WriteLine(SavedLine.Of(settings));
            return saved;
        }
        catch
        {
            saved.Dispose();
            if (file != path)
                File.Delete(file);
            throw;
        }
    }

    /// <summary>Opens what was kept, to go on with it. Nothing is changed before there is something to add.</summary>
    /// <exception cref="CommandException">There is no match, or it is still being played, or it is something else.</exception>
    public static SavedMatch Open(string path)
    {
        try
        {
            return OpenThere(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong($"-resume: there is no match in {path}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"-resume: {FileFault.Of(path, unreadable)}");
        }
        catch (FormatException wrong)
        {
            throw Wrong($"-resume: {wrong.Message}");
        }
    }

    /// <exception cref="CommandException">A file is there that a match must not take the place of.</exception>
    /// <exception cref="IOException">A match is being kept there, or the file cannot be read.</exception>
    public static void CheckReplaceable(string path, bool isOurs) => OpenReplaceable(path, isOurs, out _)?.Dispose();

    /// <exception cref="CommandException">It has games that are not of this plan.</exception>
    public void CheckAgainst(MatchPlan plan)
    {
        var numbers = new HashSet<int>();
        for (var at = 0; at < _games.Count; at++)
        {
            var (index, players) = (_games[at].Index, _games[at].Players);
            var where = $"-resume: {FilePath}:{at + 2}";
            if (index < 0 || index >= plan.Count)
                throw Wrong($"{where}: found game {index + 1L}; the match has games 1 to {plan.Count}");
            if (!numbers.Add(index))
                throw Wrong($"{where}: found game {index + 1} a second time");
            var wanted = plan.At(index).Spec.Agents.Select(agent => agent.Name).ToList();
            if (wanted.SequenceEqual(players))
                continue;
            var (found, expected) = (string.Join(" vs ", players), string.Join(" vs ", wanted));
            throw Wrong($"{where}: found {found}; game {index + 1} of this match is {expected}");
        }
    }

    /// <exception cref="CommandException">The disk is full, or the file is gone.</exception>
    public void Add(SavedGame game)
    {
        _lastGame = _end;
        WriteOrTell(SavedLine.Of(game));
    }

    /// <summary>Says that it is over.</summary>
    /// <inheritdoc cref="Add"/>
    public void End()
    {
        if (IsOver)
            return;
        WriteOrTell(SavedLine.Over);
        IsOver = true;
    }

    /// <summary>Takes back the game that was added last: it could not be written where it should be.</summary>
    public void TakeBack()
    {
        _end = _lastGame;
        Trim();
    }

    /// <summary>Forgets the last of the games that were played before, which has to be played again.</summary>
    public void ForgetLast()
    {
        _games.RemoveAt(_games.Count - 1);
        (_end, IsOver) = (_lastGame, false);
    }

    public void Dispose() => _file.Dispose();

    private static SavedMatch? OpenReplaceable(string path, bool isOurs, out bool isOther)
    {
        isOther = false;
        try
        {
            return new FileInfo(path) is { Exists: true, Length: 0 } ? null : OpenThere(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (FormatException) when (isOurs)
        {
            isOther = true;
            return null;
        }
        catch (FormatException other)
        {
            throw Wrong($"-config: {other.Message}. It is left as it is: -config outname=FILE keeps this match elsewhere");
        }
    }

    private static SavedMatch OpenThere(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        try
        {
            return Read(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SavedMatch Read(FileStream file, string path)
    {
        if (!file.CanSeek || file.Length > MostBytes)
            throw new FormatException($"{path} is not a saved match: it is {(file.CanSeek ? $"{file.Length} bytes long" : "no file")}");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var (settings, games) = ((SavedSettings?)null, new List<SavedGame>());
        var (start, lastGame, number, isOver) = (0, 0, 0, false);
        try
        {
            for (number = 1; bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0; number++)
            {
                var line = Encoding.UTF8.GetString(bytes, start, length);
                if (settings is null)
                    settings = SavedLine.ReadSettings(line);
                else if (isOver)
                    throw new FormatException("found a line after the match's end");
                else if (SavedLine.ReadGame(line) is { } game)
                {
                    games.Add(game);
                    lastGame = start;
                }
                else
                    isOver = true;
                start += length + 1;
            }
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{path}:{number} is not of a saved match: {wrong.Message}");
        }

        if (settings is null)
            throw new FormatException($"{path} is not a saved match: it has {(bytes.Length == 0 ? "nothing in it" : "no whole line")}");
        return new SavedMatch(file, path, settings, games) { _end = start, _lastGame = lastGame, IsOver = isOver };
    }

    // match-1.jsonl beside match.jsonl.
    private static string FreePath(string path)
    {
        var (stem, ending) = (path[..^Path.GetExtension(path).Length], Path.GetExtension(path));
        for (var number = 1; ; number++)
        {
            var free = $"{stem}-{number}{ending}";
            if (!Path.Exists(free))
                return free;
        }
    }

    private void WriteOrTell(byte[] line)
    {
        try
        {
            WriteLine(line);
        }
        catch (IOException unwritable)
        {
            Trim();
            throw new CommandException($"-config: {FileFault.Of(FilePath, unwritable)}: the last game is not kept", ExitCode.Failed);
        }
    }

    private void WriteLine(byte[] line)
    {
        _file.SetLength(_end);
        _file.Position = _end;
        _file.Write([.. line, (byte)'\n']);
        _file.Flush();
        _end = _file.Position;
    }

    private void Trim()
    {
        try
        {
            _file.SetLength(_end);
        }
        catch (IOException)
        {
            // Who reads it passes over what has no end.
        }
    }

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
