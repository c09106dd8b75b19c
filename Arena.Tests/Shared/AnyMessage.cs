using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Arena.Tests.Shared;

/// <summary>Messages of any type with what nobody should send in their fields.</summary>
internal static class AnyMessage
{
    private static readonly string[] _texts =
    [
        "", "l", "L", "../l", "'; drop table leagues; --", "\0", "l\0", "\u202e", "\ud83d\ude00", "{}", "[]", "null", "0", "-1",
        "{\"name\":\"l\"}", """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""",
        new string('a', 100_000), new string('[', 5_000),
    ];

    public static IMessage Of(Random dice, MessageDescriptor type) => Of(dice, type, depth: 0);

    private static IMessage Of(Random dice, MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InDeclarationOrder().Where(f => !f.IsRepeated && dice.Next(4) > 0))
        {
            if (field.FieldType != FieldType.Message)
                field.Accessor.SetValue(message, Value(dice, field));
            else if (depth < 3)
                field.Accessor.SetValue(message, Of(dice, field.MessageType, depth + 1));
        }

        return message;
    }

    private static object Value(Random dice, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => _texts[dice.Next(_texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[dice.Next(4) == 0 ? 32 : dice.Next(100)]),
        FieldType.Bool => dice.Next(2) == 0,
        FieldType.Enum => dice.Next(-1, 20),
        FieldType.Double => dice.Next(3) switch { 0 => double.NaN, 1 => double.MaxValue, _ => -1.0 },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Number(dice, int.MinValue, int.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)dice.Next(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => dice.Next(2) == 0 ? dice.NextInt64(long.MinValue, long.MaxValue) : 1L,
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)dice.NextInt64(),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.FieldType, "has no values here"),
    };

    private static int Number(Random dice, int least, int most) =>
        dice.Next(4) switch { 0 => least, 1 => most, 2 => -1, _ => dice.Next(10) };
}
