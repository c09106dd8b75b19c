using System.Text;

namespace Arena.Engines.Protocols;

/// <summary>Text on its way to an engine, or of it; it grows at its end, and can be cut there.</summary>
internal sealed class LineBuffer
{
    private byte[] _bytes = new byte[2048];

    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Write(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Puts a line in the place of all that there is.</summary>
    public void Set(ReadOnlySpan<byte> line)
    {
        Length = 0;
        Reserve(line.Length);
        line.CopyTo(_bytes);
        Length = line.Length;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - Length < more) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
    }
}
