using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>Writes match records as JSON, one move to a line; docs/match-records.md describes the format.</summary>
public static class MatchDocumentWriter
{
    /// <param name="document">The match.</param>
    /// <param name="indented">Lines for people; otherwise all in one line, for files with a record to a line.</param>
    public static string Write(MatchDocument document, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, indented ? RecordJson.Indented : RecordJson.Compact)) Write(json, document);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, MatchDocument document)
    {
        var record = document.Record;
        json.WriteStartObject();
        json.WriteString("format", MatchDocument.Format);
        if (document.Origin is { } origin) WriteOrigin(json, origin);
        MatchSpecJson.WriteFields(json, document.Spec, record);
        WriteMoves(json, document);
        json.WriteStartArray("scores");
        foreach (var score in record.Scores) json.WriteNumberValue(score);
        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (var verdict in record.Verdicts) json.WriteStringValue(VerdictText.Of(verdict));
        json.WriteEndArray();
        if (record.Reason is not null) json.WriteString("reason", record.Reason);
        if (record.Adjudication is not null) json.WriteString("ruling", record.Adjudication);
        json.WriteString("hash", Convert.ToHexStringLower(record.Hash));
        if (record.Seal.Length > 0) json.WriteString("seal", Convert.ToHexStringLower(record.Seal));
        json.WriteStartObject("parts");
        foreach (var (name, checksum) in MatchParts.Of(document.Spec, record)) json.WriteString(name, checksum);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, MatchOrigin origin)
    {
        json.WriteString("league", origin.League);
        json.WriteNumber("match", origin.Match);
        json.WriteString("node", origin.Node);
        json.WriteString(
            "recordedAt",
            origin.RecordedAt.ToUniversalTime().ToString(
                "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("durationUs", origin.DurationMicroseconds);
        json.WriteStartObject("ledger");
        json.WriteNumber("sequence", origin.Sequence);
        json.WriteString("hash", origin.LedgerHash);
        json.WriteEndObject();
    }

    // Raw, because a move is a line and a record has many; what cannot be walked through is written as it stands.
    private static void WriteMoves(Utf8JsonWriter json, MatchDocument document)
    {
        json.WriteStartArray("moves");
        var line = json.Options.Indented ? "\n    " : "";
        var written = 0;
        foreach (var action in MatchWalk.Through(document.Spec, document.Record))
        {
            var by = action.By == Turn.Chance ? "\"chance\"" : action.By.ToString(CultureInfo.InvariantCulture);
            var time = action.Microseconds is { } us ? string.Create(CultureInfo.InvariantCulture, $", \"us\": {us}") : "";
            var name = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(action.Name);
            var evaluation = action.Evaluation is { } score ? string.Create(CultureInfo.InvariantCulture, $", \"eval\": {score}") : "";
            json.WriteRawValue(string.Create(
                CultureInfo.InvariantCulture,
                $"{line}{{ \"by\": {by}, \"action\": {action.Action}, \"name\": \"{name}\"{time}{evaluation} }}"));
            written++;
        }

        foreach (var action in Transcript.Read(document.Record.Transcript).Skip(written))
            json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{line}{{ \"action\": {action} }}"));
        json.WriteEndArray();
    }
}
