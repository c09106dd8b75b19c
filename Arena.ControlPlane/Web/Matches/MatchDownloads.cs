using System.Globalization;
using System.Net.Mime;
using System.Text;
using Arena.ControlPlane.Api;
using Arena.ControlPlane.Api.Problems;
using Arena.Core.Pgn;
using Arena.Core.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>Matches as files, by the names of the formats of <c>arena export</c>.</summary>
internal static class MatchDownloads
{
    public static void MapMatchDownloads(this WebApplication app) =>
        app.MapGet("/leagues/{id}/matches/{index}/download/{format}", DownloadAsync).ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadAsync(
        string id, int index, string format, RecordedMatches matches, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(id, index, cancellationToken);
        if (found is not { Match: { } match, League: { } league })
            return Problem.NotFound(found.Missing);
        var document = MatchDocuments.Of(match, league.Definition);
        try
        {
            return format switch
            {
                "pgn" => File(PgnWriter.Write(MatchPgn.From(document)), "application/x-chess-pgn", "pgn"),
                "record" => File(MatchDocumentWriter.Write(document), MediaTypeNames.Application.Json, "json"),
                "kaggle" => File(KaggleEpisode.Write(document), MediaTypeNames.Application.Json, "episode.json"),
                _ => Problem.NotFound($"found the format '{format}'; there are pgn, record and kaggle"),
            };
        }
        catch (NotSupportedException other)
        {
            return Problem.NotFound(other.Message);
        }

        FileContentHttpResult File(string text, string type, string ending) => TypedResults.File(
            Encoding.UTF8.GetBytes(text), type, string.Create(CultureInfo.InvariantCulture, $"{id}-{index}.{ending}"));
    }
}
