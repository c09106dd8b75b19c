using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arena.Cli.Output;

/// <summary>Reports of the command line as JSON: camel case, indented, text as it is.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions _line = new(_options) { WriteIndented = false };

    public static string Of(object report) => JsonSerializer.Serialize(report, _options);

    /// <summary>The same on one line, for one of many.</summary>
    public static string LineOf(object report) => JsonSerializer.Serialize(report, _line);
}
