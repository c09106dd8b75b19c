using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Arena.Core.Matches;

/// <summary>
/// A match's actions in the order in which they took effect. A simultaneous turn is one action for each seat, in seat
/// order; chance outcomes stand where they fell. As bytes each is a little-endian base-128 number (LEB128).
/// </summary>
/// <param name="capacity">Actions that are expected; there may be more.</param>
public sealed class Transcript(int capacity = 64)
{
    private readonly List<int> _actions = new(capacity);

    internal IReadOnlyList<int> Actions => _actions;

    internal void Add(int action) => _actions.Add(action);

    internal void Add(ReadOnlySpan<int> actions) => _actions.AddRange(actions);

    internal byte[] ToArray() => Write<int>(CollectionsMarshal.AsSpan(_actions));

    /// <summary>The numbers as bytes; none of them negative.</summary>
    public static byte[] Write(IReadOnlyList<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Write<long>(numbers is ImmutableArray<long> array ? array.AsSpan() : [.. numbers]);
    }

    private static byte[] Write<T>(ReadOnlySpan<T> numbers)
        where T : IBinaryInteger<T>
    {
        var (length, all) = (0, 0UL);
        foreach (var number in numbers)
        {
            length += LengthOf(ulong.CreateTruncating(number));
            all |= ulong.CreateTruncating(number);
        }

        var bytes = new byte[length];
        if (all < 0x80)
        {
            for (var i = 0; i < bytes.Length; i++) bytes[i] = byte.CreateTruncating(numbers[i]);
            return bytes;
        }

        var at = 0;
        foreach (var number in numbers)
        {
            var rest = ulong.CreateTruncating(number);
            for (; rest >= 0x80; rest >>= 7) bytes[at++] = (byte)(rest | 0x80);
            bytes[at++] = (byte)rest;
        }

        return bytes;
    }

    // Seven bits to a byte, and one byte at least.
    private static int LengthOf(ulong number) => (BitOperations.Log2(number | 1) + 7) / 7;

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
