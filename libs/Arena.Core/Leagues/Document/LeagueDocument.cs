using System.Text;
using System.Text.Json;

namespace Arena.Core.Leagues.Document;

/// <summary>League documents: JSON with comments and trailing commas, described in docs/leagues.md.</summary>
public static class LeagueDocument
{
    internal static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 32,
    };

    /// <summary>Reads a document. All its faults are found at once; nothing is thrown for any text.</summary>
    /// <param name="json">The document.</param>
    /// <param name="files">
    /// Opens a file that the document names, and may throw what opening files throws; null where there are none: then naming one
    /// is a fault. The definition has all that is used of it.
    /// </param>
    public static LeagueParse Parse(string json, Func<string, Stream>? files = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LeagueLimits.DocumentLength)
            return Failed(new("$", $"found {json.Length} characters; at most {LeagueLimits.DocumentLength} are allowed"));

        // Through UTF-8 by hand: unpaired surrogates become replacement characters instead of exceptions.
        var text = Encoding.UTF8.GetBytes(Trimmed(json));
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Options);
        }
        catch (JsonException failure)
        {
            return Failed(new("$", JsonFault.Of(failure, text)));
        }

        using (document)
        {
            var faults = new FaultList();
            var definition = new LeagueReader(files, faults).Read(document.RootElement);
            return new LeagueParse(faults.Count == 0 ? definition : null, faults.ToList()) { Notes = faults.Notes };
        }
    }

    /// <summary>Without the marks that some editors put before a text.</summary>
    internal static string Trimmed(string json) => json.TrimStart('\uFEFF');

    private static LeagueParse Failed(LeagueFault fault) => new(null, [fault]);
}
