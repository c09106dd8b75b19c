using Google.Protobuf;
using Microsoft.Win32.SafeHandles;

namespace Arena.Dashboard.Storage;

/// <summary>One file of frames. Only the newest is written to.</summary>
internal sealed class Segment : IDisposable
{
    public const int MagicSize = 8;

    private const string Extension = ".seg";

    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private Segment(string path, int number, SafeFileHandle handle, long length, long lastArrival)
    {
        (_path, Number, _handle, Length, LastArrival) = (path, number, handle, length, lastArrival);
    }

    public static ReadOnlySpan<byte> Magic => "arenat1\n"u8;

    public int Number { get; }

    public long Length { get; private set; }

    /// <summary>Unix milliseconds of the last frame.</summary>
    public long LastArrival { get; private set; }

    /// <summary>What this file has defined already, as it was then.</summary>
    public Dictionary<(EntryKind Kind, int Id), IMessage> Defined { get; } = [];

    public static Segment Create(string directory, int number, long now)
    {
        var path = Path.Combine(directory, number.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + Extension);
        var handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.Write(handle, Magic, 0);
        return new Segment(path, number, handle, MagicSize, now);
    }

    /// <summary>Reads the file through. What is torn at its end is cut off; a file that is none of ours is removed.</summary>
    public static Segment? Open(string path, FrameReader.EntryHandler onEntry, out long cutOff)
    {
        var number = int.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var bytes = File.ReadAllBytes(path);
        cutOff = bytes.Length;
        if (!bytes.AsSpan().StartsWith(Magic))
        {
            File.Delete(path);
            return null;
        }

        var (end, lastArrival) = FrameReader.Read(bytes, MagicSize, number, onEntry);
        cutOff = bytes.Length - end;
        if (end == MagicSize)
        {
            File.Delete(path);
            return null;
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (cutOff > 0)
            RandomAccess.SetLength(handle, end);
        return new Segment(path, number, handle, end, lastArrival);
    }

    /// <summary>The segments' files in a directory, oldest first.</summary>
    public static IEnumerable<string> FilesIn(string directory) =>
        Directory.EnumerateFiles(directory, "*" + Extension).Where(IsNumbered).Order(StringComparer.Ordinal);

    /// <summary>Returns where the frame begins.</summary>
    public int Append(ReadOnlySpan<byte> frame, long arrival)
    {
        var start = Length;
        RandomAccess.Write(_handle, frame, start);
        Length += frame.Length;
        LastArrival = arrival;
        return checked((int)start);
    }

    /// <summary>False when the file is gone by now.</summary>
    public bool TryRead(long offset, Span<byte> target)
    {
        try
        {
            return RandomAccess.Read(_handle, target, offset) == target.Length;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _handle.Dispose();

    private static bool IsNumbered(string path) => Path.GetFileNameWithoutExtension(path) is { Length: 8 } name && name.All(char.IsAsciiHexDigit);
}
