using System.Text;
using Arena.Core.Pgn;

namespace Arena.Cli.Matches.Engines;

/// <summary>
/// Where games are written, each when it is over and whole: a match that is interrupted leaves what was played, and what is half written
/// when the program or the disk ends is taken out again.
/// </summary>
internal sealed class PgnFile : IDisposable
{
    private readonly FileStream _file;

    private PgnFile(FileStream file) => _file = file;

    /// <summary>Opens it, without what is in it unless it is to be appended to.</summary>
    /// <param name="pgn">What is asked for.</param>
    /// <param name="appends">Whether it is appended to whatever is asked for, as when a match goes on.</param>
    /// <param name="half">A game that was not written whole, and is taken out; null: there is none.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static PgnFile Open(PgnOutput pgn, bool appends, PgnPlace? half = null)
    {
        try
        {
            // Without a buffer, which would be written again, and fail again, when it is closed.
            var file = new FileStream(pgn.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            if (file.CanSeek && file.Length > 0)
            {
                if (!pgn.Appends && !appends)
                    file.SetLength(0);
                else if (half is { } torn)
                    file.SetLength(torn.At);
            }

            return new PgnFile(file);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-pgnout: {FileFault.Of(pgn.Path, unwritable)}", ExitCode.Usage);
        }
    }

    /// <summary>Whether a game that was to be written to a place is missing there, or only begun.</summary>
    public static bool Lacks(PgnOutput pgn, PgnPlace place)
    {
        var length = new FileInfo(pgn.Path) is { Exists: true } file ? file.Length : 0;
        return length >= place.At && length < place.At + place.Length;
    }

    /// <summary>Whether the games before a place are no longer there.</summary>
    public static bool IsAnother(PgnOutput pgn, PgnPlace place) =>
        place.At > (new FileInfo(pgn.Path) is { Exists: true } file ? file.Length : 0);

    public static byte[] Text(PgnChessGame game) => Encoding.UTF8.GetBytes(PgnWriter.Write(game));

    /// <summary>Where the next game is going to be; null where there are no places.</summary>
    public PgnPlace? PlaceOf(byte[] game) => _file.CanSeek ? new PgnPlace(_file.Length, game.Length) : null;

    /// <exception cref="CommandException">The disk is full, or the file is gone.</exception>
    public void Write(byte[] game)
    {
        // The end as it is now: another match may have written to it.
        var end = _file.CanSeek ? _file.Length : 0;
        try
        {
            if (_file.CanSeek)
                _file.Position = end;
            _file.Write(game);
        }
        catch (IOException unwritable)
        {
            CutTo(end);
            throw new CommandException($"-pgnout: {FileFault.Of(_file.Name, unwritable)}: the last game is not in it", ExitCode.Failed);
        }
    }

    public void Dispose() => _file.Dispose();

    private void CutTo(long end)
    {
        try
        {
            if (_file.CanSeek)
                _file.SetLength(end);
        }
        catch (IOException)
        {
            // A device, which has no length.
        }
    }
}
