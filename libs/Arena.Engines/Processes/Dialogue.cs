using System.Text;

namespace Arena.Engines.Processes;

/// <summary>The last few kilobytes that were said between an engine and us, for its log when it fails.</summary>
internal sealed class Dialogue
{
    private const int Size = 8 * 1024;
    private const int LongestLine = 256; // of a line the end is kept: the last moves of a position

    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[Size];
    private long _written;

    public void Sent(ReadOnlySpan<byte> lines)
    {
        foreach (var range in lines.Split((byte)'\n'))
            if (!lines[range].IsEmpty) Add("> "u8, lines[range]);
    }

    public void Heard(ReadOnlySpan<byte> line) => Add("< "u8, line);

    public override string ToString()
    {
        lock (_lock)
        {
            var start = (int)(_written % Size);
            var bytes = _written <= Size ? _ring[..(int)_written] : [.. _ring[start..], .. _ring[..start]];
            return Encoding.UTF8.GetString(bytes);
        }
    }

    private void Add(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            Put(mark);
            if (line.Length > LongestLine)
            {
                Put("… "u8);
                line = line[^LongestLine..];
            }

            Put(line);
            Put("\n"u8);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        var at = (int)(_written % Size);
        var first = Math.Min(bytes.Length, Size - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
        _written += bytes.Length;
    }
}
