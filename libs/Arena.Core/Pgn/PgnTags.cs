using System.Runtime.CompilerServices;
using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>The tag pairs of one game.</summary>
public sealed class PgnTags
{
    private Pair[] _pairs = new Pair[16];
    private byte[] _bytes = new byte[1024];
    private int _used;

    /// <summary>Tags of the current game.</summary>
    public int Count { get; private set; }

    /// <summary>A tag's value as text; null if the game does not have it.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = 0; i < Count; i++)
                if (NameOf(i) is var bytes && bytes.Length == name.Length && System.Text.Ascii.Equals(bytes, name))
                    return PgnText.Decode(ValueOf(i));
            return null;
        }
    }

    /// <summary>All pairs as text, in the order of the file.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs()
    {
        for (var i = 0; i < Count; i++) yield return new(PgnText.Decode(NameOf(i)), PgnText.Decode(ValueOf(i)));
    }

    /// <summary>A tag's value as it is in the file, escapes resolved; good until the next game is read.</summary>
    [MethodImpl(HotPath.Options)]
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!NameOf(i).SequenceEqual(name)) continue;
            value = ValueOf(i);
            return true;
        }

        value = default;
        return false;
    }

    internal void Clear()
    {
        _used = 0;
        Count = 0;
    }

    [MethodImpl(HotPath.Options)]
    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (_bytes.Length - _used < name.Length + value.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _used + name.Length + value.Length));
        name.CopyTo(_bytes.AsSpan(_used));
        var start = _used + name.Length;
        var length = Unescape(value, _bytes.AsSpan(start));
        if (Count == _pairs.Length) Array.Resize(ref _pairs, 2 * Count);
        _pairs[Count++] = new(_used, start, start + length);
        _used = start + length;
    }

    private static int Unescape(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var length = 0;
        while (value.IndexOf((byte)'\\') is var escape and >= 0)
        {
            value[..escape].CopyTo(target[length..]);
            length += escape;
            value = value[(escape + 1)..];
            // A backslash before anything but a quote or a backslash stands for itself.
            if (value.IsEmpty || value[0] is not ((byte)'"' or (byte)'\\'))
            {
                target[length++] = (byte)'\\';
                continue;
            }

            target[length++] = value[0];
            value = value[1..];
        }

        value.CopyTo(target[length..]);
        return length + value.Length;
    }

    private ReadOnlySpan<byte> NameOf(int i) => _bytes.AsSpan(_pairs[i].Name, _pairs[i].Value - _pairs[i].Name);

    private ReadOnlySpan<byte> ValueOf(int i) => _bytes.AsSpan(_pairs[i].Value, _pairs[i].End - _pairs[i].Value);

    private readonly record struct Pair(int Name, int Value, int End);
}
