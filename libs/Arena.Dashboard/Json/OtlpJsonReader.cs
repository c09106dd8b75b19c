using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Arena.Dashboard.Json;

/// <summary>Reads OTLP's JSON. Fields it does not know are passed over, as OTLP demands.</summary>
internal static class OtlpJsonReader
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 100 };

    /// <exception cref="FormatException">It is no JSON, or a field has the wrong kind of value; the message says where.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, MessageParser<T> parser)
        where T : IMessage<T>
    {
        try
        {
            using var document = JsonDocument.Parse(json, _options);
            var message = parser.ParseFrom(ByteString.Empty);
            Fill(message, document.RootElement, "$");
            return message;
        }
        catch (JsonException fault)
        {
            throw new FormatException($"this is not JSON: {fault.Message}", fault);
        }
    }

    private static void Fill(IMessage message, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(path, "an object", element);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || FieldOf(message.Descriptor, property.Name) is not { } field)
                continue;
            var where = $"{path}.{property.Name}";
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, Value(field, property.Value, where));
                continue;
            }

            if (property.Value.ValueKind != JsonValueKind.Array)
                throw Wrong(where, "an array", property.Value);
            var list = (IList)field.Accessor.GetValue(message);
            foreach (var item in property.Value.EnumerateArray())
                list.Add(Value(field, item, $"{where}[{list.Count}]"));
        }
    }

    private static FieldDescriptor? FieldOf(MessageDescriptor message, string name)
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            if (field.JsonName == name || field.Name == name)
                return field;
        }

        return null;
    }

    private static object Value(FieldDescriptor field, JsonElement element, string path)
    {
        try
        {
            return field.FieldType switch
            {
                FieldType.Message => Message(field.MessageType, element, path),
                FieldType.String => element.GetString()!,
                FieldType.Bool => element.GetBoolean(),
                FieldType.Bytes => Bytes(field, element.GetString()!),
                FieldType.Double => Double(element),
                FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, EnumNumber(field.EnumType, element)),
                FieldType.UInt32 or FieldType.Fixed32 => uint.Parse(Digits(element), CultureInfo.InvariantCulture),
                FieldType.Int32 or FieldType.SInt32 => int.Parse(Digits(element), CultureInfo.InvariantCulture),
                FieldType.UInt64 or FieldType.Fixed64 => ulong.Parse(Digits(element), CultureInfo.InvariantCulture),
                _ => long.Parse(Digits(element), CultureInfo.InvariantCulture),
            };
        }
        catch (Exception fault) when (fault is InvalidOperationException or OverflowException || (fault is FormatException && !fault.Message.StartsWith('$')))
        {
            throw Wrong(path, Wanted(field), element);
        }
    }

    private static IMessage Message(MessageDescriptor type, JsonElement element, string path)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        Fill(message, element, path);
        return message;
    }

    private static ByteString Bytes(FieldDescriptor field, string text) =>
        OtlpJsonWriter.IsId(field) ? ByteString.CopyFrom(Convert.FromHexString(text)) : ByteString.FromBase64(text);

    private static double Double(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture),
        };

    private static int EnumNumber(EnumDescriptor type, JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetInt32()
        : type.FindValueByName(element.GetString())?.Number ?? throw new FormatException("no such value");

    private static string Digits(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.GetString()!;

    private static string Wanted(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "a text",
        FieldType.Bool => "true or false",
        FieldType.Bytes => OtlpJsonWriter.IsId(field) ? "hexadecimal digits" : "base64",
        FieldType.Enum => $"a number or name of {field.EnumType.Name}",
        _ => "a number",
    };

    private static FormatException Wrong(string path, string wanted, JsonElement found) =>
        new($"{path}: wanted {wanted}, found {(found.ValueKind is JsonValueKind.String or JsonValueKind.Number ? "'" + Excerpt(found.ToString()) + "'" : found.ValueKind.ToString().ToLowerInvariant())}");

    private static string Excerpt(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
