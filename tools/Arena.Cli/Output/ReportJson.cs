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

    public static string Of(object report) => JsonSerializer.Serialize(report, _options);
}
