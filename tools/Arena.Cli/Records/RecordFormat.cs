using Arena.Core.Pgn;
using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary>The formats in which a match can be had.</summary>
internal enum RecordFormat
{
    Record,
    Pgn,
    Kaggle,

    /// <summary>Results only, for ratings.</summary>
    Csv,
}

internal static class RecordFormats
{
    /// <summary>The match as text that ends with a line end.</summary>
    /// <param name="document">The match.</param>
    /// <param name="format">In which format.</param>
    /// <param name="alone">Whether it stands alone; otherwise records and episodes are a line each.</param>
    public static string Write(MatchDocument document, RecordFormat format, bool alone)
    {
        try
        {
            return format switch
            {
                RecordFormat.Record => MatchDocumentWriter.Write(document, alone) + "\n",
                RecordFormat.Pgn => PgnWriter.Write(MatchPgn.From(document)),
                _ => KaggleEpisode.Write(document) + "\n",
            };
        }
        catch (Exception unfit) when (unfit is NotSupportedException or ArgumentException)
        {
            throw new CommandException($"{MatchText.Title(document)}: {unfit.Message}", ExitCode.Usage);
        }
    }
}
