using System.Text;

namespace Arena.Engines.Protocols;

/// <summary>Text on its way to an engine; it grows at its end, and can be cut there.</summary>
internal sealed class LineBuffer
{
    private byte[] _bytes = new byte[2048];

    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Write(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - Length < most) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + most));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }
}
