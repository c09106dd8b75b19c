using System.Buffers;

namespace Arena.Core.Matches;

/// <summary>
/// A match's actions in the order in which they took effect. A simultaneous turn is one action for each seat, in seat
/// order; chance outcomes stand where they fell. As bytes each is a little-endian base-128 number (LEB128).
/// </summary>
public sealed class Transcript
{
    private readonly List<int> _actions = new(64);

    internal IReadOnlyList<int> Actions => _actions;

    internal void Add(int action) => _actions.Add(action);

    internal byte[] ToArray()
    {
        var bytes = new ArrayBufferWriter<byte>(_actions.Count + 16);
        foreach (var action in _actions)
        {
            var span = bytes.GetSpan(5);
            var rest = (uint)action;
            var length = 0;
            for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
            span[length++] = (byte)rest;
            bytes.Advance(length);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The actions in a transcript.</summary>
    /// <exception cref="FormatException">The bytes are not a transcript.</exception>
    public static List<int> Read(ReadOnlySpan<byte> transcript)
    {
        var actions = new List<int>(transcript.Length);
        uint action = 0;
        var shift = 0;
        foreach (var part in transcript)
        {
            if (shift > 28 || (shift == 28 && (part & 0x78) != 0))
                throw new FormatException($"action {actions.Count} of the transcript is larger than 31 bits");
            action |= (uint)(part & 0x7F) << shift;
            shift += 7;
            if (part >= 0x80) continue;
            actions.Add((int)action);
            (action, shift) = (0, 0);
        }

        return shift == 0 ? actions : throw new FormatException("the transcript ends within an action");
    }
}
