using System.Text;
using Arena.Core.Pgn;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>
/// Results as comma-, semicolon- or tab-separated values (RFC 4180). The first line names the columns: <c>white</c>,
/// <c>black</c> and <c>result</c>, in any order and among others; without such a line the first three columns are these.
/// A column <c>pair</c> (or <c>opening</c>, <c>round</c>) marks games that belong together, a column
/// <c>key</c> says by what a game is known, so that it counts once however often it comes, and <c>node</c> where it was
/// played. Results are <c>1-0</c>,
/// <c>0-1</c>, <c>1/2-1/2</c>, or White's score as 1, 0 or 0.5; <c>*</c> is a game that did not end. Empty lines and
/// those that begin with <c>#</c> do not count.
/// </summary>
internal static class CsvResults
{
    public static ReadReport Read(Stream stream, ResultCollector results)
    {
        var report = new ReadReport();
        var input = new ByteWindow(stream);
        if (TextHead.Check(input) is { } fault)
        {
            report.Failure = new(1, 1, fault);
            return report;
        }

        var row = new CsvRow();
        CsvColumns? columns = null;
        for (var line = 1L; LineLength(input) is var length and >= 0; line++)
        {
            var text = input.Rest[..length].TrimEnd((byte)'\r');
            if (!text.TrimStart(" \t"u8).IsEmpty && text[0] != '#')
            {
                if (report.Failure is not null) return report;
                if (columns is null)
                {
                    row.Separator = CsvRow.SeparatorOf(text);
                    row.Split(text);
                    columns = CsvColumns.Of(row, text, out var failure);
                    if (columns is null)
                    {
                        report.Failure = new(line, 1, failure);
                        return report;
                    }

                    if (!columns.Named) Add(row, text, columns, line, results, report);
                }
                else
                {
                    row.Split(text);
                    Add(row, text, columns, line, results, report);
                }
            }

            input.Advance(Math.Min(length + 1, input.Rest.Length));
        }

        return report;
    }

    // Up to the line's end, which is in the window then; −1 at the end of the file.
    private static int LineLength(ByteWindow input)
    {
        var from = 0;
        int end;
        while ((end = input.Rest[from..].IndexOf((byte)'\n')) < 0)
        {
            from = input.Rest.Length;
            if (!input.More()) return from > 0 ? from : -1;
        }

        return from + end;
    }

    private static void Add(
        CsvRow row, ReadOnlySpan<byte> line, CsvColumns columns, long number, ResultCollector results,
        ReadReport report)
    {
        if (row.Fault is { } fault)
        {
            Skip(fault.Column, fault.Message);
            return;
        }

        if (row.Count <= columns.Last)
        {
            Skip(line.Length + 1, $"found {row.Count} column{(row.Count == 1 ? "" : "s")}, wanted at least {columns.Last + 1}");
            return;
        }

        var white = row.Field(line, columns.White);
        var black = row.Field(line, columns.Black);
        var result = row.Field(line, columns.Result);
        if (white.IsEmpty) Skip(row.Column(columns.White), "the white player has no name");
        else if (black.IsEmpty) Skip(row.Column(columns.Black), "the black player has no name");
        else if (white.SequenceEqual(black)) Skip(row.Column(columns.Black), $"'{PgnText.Decode(white)}' plays itself");
        else if (result.SequenceEqual("*"u8)) report.Unfinished++;
        else if (ResultOf(result) is not { } outcome)
            Skip(
                row.Column(columns.Result),
                $"the result is '{PgnText.Decode(result)}'; wanted 1-0, 0-1, 1/2-1/2 or White's score (1, 0, 0.5)");
        else
        {
            var mark = Optional(row, line, columns.Pair);
            var game = new CollectedGame(
                results.Names[white], results.Names[black], outcome, mark.IsEmpty
                    ? 0
                    : PairMark.Of(mark), results.NodeOf(Optional(row, line, columns.Node)));
            results.Add(game, Optional(row, line, columns.Key), number, report);
        }

        void Skip(long column, string message)
        {
            report.Skipped++;
            report.Add(number, column, message);
        }
    }

    private static ReadOnlySpan<byte> Optional(CsvRow row, ReadOnlySpan<byte> line, int column) =>
        column >= 0 && row.Count > column ? row.Field(line, column) : default;

    internal static GameResult? ResultOf(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("1-0"u8) || text.SequenceEqual("1"u8) || text.SequenceEqual("1.0"u8)) return GameResult.Win;
        if (text.SequenceEqual("0-1"u8) || text.SequenceEqual("0"u8) || text.SequenceEqual("0.0"u8)) return GameResult.Loss;
        if (text.SequenceEqual("1/2-1/2"u8) || text.SequenceEqual("0.5"u8) || text.SequenceEqual("1/2"u8) || text.SequenceEqual("½-½"u8)
            || text.SequenceEqual("0.5-0.5"u8) || Ascii.EqualsIgnoreCase(text, "draw"u8)) return GameResult.Draw;
        return null;
    }
}
