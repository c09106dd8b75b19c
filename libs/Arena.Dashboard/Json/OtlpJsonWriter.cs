using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Arena.Dashboard.Json;

/// <summary>
/// OTLP's JSON: protobuf's JSON, except that trace and span ids are hexadecimal and enums are numbers.
/// </summary>
internal static class OtlpJsonWriter
{
    // For JSON alone, never inside a page: what is not ASCII may stay as it is.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, message);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> target, IMessage message)
    {
        using var json = new Utf8JsonWriter(target, _options);
        WriteMessage(json, message);
    }

    internal static bool IsId(FieldDescriptor field) => field.Name is "trace_id" or "span_id" or "parent_span_id";

    private static void WriteMessage(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
                WriteList(json, field, (IList)value);
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(value))
            {
                json.WritePropertyName(field.JsonName);
                WriteValue(json, field, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, FieldDescriptor field, IList values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(field.JsonName);
        foreach (var value in values)
            WriteValue(json, field, value);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case IMessage message:
                WriteMessage(json, message);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case ByteString bytes:
                json.WriteStringValue(IsId(field) ? Convert.ToHexStringLower(bytes.Span) : bytes.ToBase64());
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case long or ulong:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case uint number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static bool IsDefault(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        double number => number == 0,
        _ => Convert.ToInt64(value is ulong big ? big > 0 ? 1 : 0 : value, CultureInfo.InvariantCulture) == 0,
    };
}
