using System.Text;
using Arena.Core.Pgn;

namespace Arena.Cli.Matches.Engines;

/// <summary>Where games are written, each at once and whole: a match that is interrupted leaves what was played.</summary>
internal sealed class PgnFile : IDisposable
{
    private readonly FileStream _file;

    private PgnFile(FileStream file) => _file = file;

    /// <exception cref="CommandException">It cannot be written.</exception>
    public static PgnFile Open(PgnOutput pgn, bool appends)
    {
        try
        {
            var mode = pgn.Appends || appends ? FileMode.Append : FileMode.Create;

            // Without a buffer, which would be written again, and fail again, when it is closed.
            return new PgnFile(new FileStream(pgn.Path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-pgnout: {unwritable.Message}", ExitCode.Usage);
        }
    }

    /// <exception cref="CommandException">The disk is full, or the file is gone.</exception>
    public void Write(PgnChessGame game)
    {
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(PgnWriter.Write(game)));
        }
        catch (IOException unwritable)
        {
            throw new CommandException($"-pgnout: {unwritable.Message.TrimEnd('.')}: the last game is not in it", ExitCode.Failed);
        }
    }

    public void Dispose() => _file.Dispose();
}
