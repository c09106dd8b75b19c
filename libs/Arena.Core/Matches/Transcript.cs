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

    internal byte[] ToArray() => Write(_actions.ConvertAll(action => (long)action));

    /// <summary>The numbers as bytes; none of them negative.</summary>
    public static byte[] Write(IReadOnlyList<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var bytes = new ArrayBufferWriter<byte>(numbers.Count + 16);
        foreach (var number in numbers)
        {
            var span = bytes.GetSpan(10);
            var rest = (ulong)number;
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
        foreach (var number in Read(transcript, 31, "action", "transcript")) actions.Add((int)number);
        return actions;
    }

    /// <summary>Move times written by <see cref="Write"/>, in microseconds.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static List<long> ReadTimes(ReadOnlySpan<byte> times) => Read(times, 63, "time", "list of times");

    internal static List<long> Read(ReadOnlySpan<byte> bytes, int bits, string item, string whole)
    {
        var numbers = new List<long>(bytes.Length);
        ulong number = 0;
        var shift = 0;
        foreach (var part in bytes)
        {
            var value = part & 0x7Ful;
            if (shift >= bits || (shift + 7 > bits && value >> (bits - shift) != 0))
                throw new FormatException($"{item} {numbers.Count} of the {whole} is larger than {bits} bits");
            number |= value << shift;
            shift += 7;
            if (part >= 0x80) continue;
            numbers.Add((long)number);
            (number, shift) = (0, 0);
        }

        return shift == 0 ? numbers : throw new FormatException($"the {whole} ends within {(item[0] is 'a' or 'e' ? "an" : "a")} {item}");
    }
}
