using System.Globalization;
using Spectre.Console;

namespace Arena.Cli.Output;

/// <summary>
/// A table for people: drawn on a terminal, as much of it as there is room for; in a pipe whole, in plain aligned columns and a record to
/// a line.
/// </summary>
internal static class TextTable
{
    // What the lines of a drawn table add to each column, and one in all.
    private const int Frame = 3;
    private const int NarrowestText = 16;

    public static void Write(IReadOnlyList<TextColumn> columns, IEnumerable<object[]> rows) => Write(Console.Out, columns, rows);

    public static void Write(TextWriter output, IReadOnlyList<TextColumn> columns, IEnumerable<object[]> rows)
    {
        var cells = rows.Select(row => row.Select(Cell).ToArray()).ToArray();
        if (Console.IsOutputRedirected || output != Console.Out)
            WritePlain(output, columns, cells);
        else if (Fit(columns, cells, AnsiConsole.Profile.Width) is { } kept)
            AnsiConsole.Write(Draw(kept, columns, cells));
        else
            WriteRecords(output, columns, cells);
    }

    /// <summary>A drawn table for a place of this width, with what does not fit left out.</summary>
    public static Table Build(IReadOnlyList<TextColumn> columns, IEnumerable<object[]> rows, int width)
    {
        var cells = rows.Select(row => row.Select(Cell).ToArray()).ToArray();
        return Draw(Fit(columns, cells, width) ?? [.. Enumerable.Range(0, columns.Count)], columns, cells);
    }

    /// <summary>The columns, by index, that a drawn table of this width has; null when not even those that stay have room.</summary>
    public static IReadOnlyList<int>? Fit(IReadOnlyList<TextColumn> columns, string[][] rows, int width)
    {
        int[] kept = [.. Enumerable.Range(0, columns.Count)];
        if (Width(kept, columns, rows, isShort: false) <= width)
            return kept;
        while (Width(kept, columns, rows, isShort: true) > width)
        {
            var next = kept.Where(column => columns[column].Drop > 0).Select(column => columns[column].Drop).DefaultIfEmpty(0).Min();
            if (next == 0)
                return null;
            kept = [.. kept.Where(column => columns[column].Drop != next)];
        }

        return kept;
    }

    private static int Width(int[] kept, IReadOnlyList<TextColumn> columns, string[][] rows, bool isShort) => 1 + kept.Sum(column =>
    {
        var widest = rows.Select(row => row[column].Length).Append(Title(columns[column], isShort).Length).Max();
        return Frame + (isShort && columns[column].Wraps ? Math.Min(widest, NarrowestText) : widest);
    });

    private static Table Draw(IReadOnlyList<int> kept, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var isShort = kept.Count < columns.Count;
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in kept.Select(index => columns[index]))
        {
            table.AddColumn(new TableColumn(Markup.Escape(Title(column, isShort)))
            {
                Alignment = column.IsRight ? Justify.Right : Justify.Left, NoWrap = !column.Wraps,
            });
        }

        foreach (var row in rows)
            table.AddRow([.. kept.Select(index => new Text(row[index]))]);
        return table;
    }

    private static void WritePlain(TextWriter output, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        string[] titles = [.. columns.Select(column => column.Title)];
        var widths = titles.Select((title, i) => rows.Select(row => row[i].Length).Append(title.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(titles))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) =>
                columns[i].IsRight ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    // Where a table has no room: a line for each field.
    private static void WriteRecords(TextWriter output, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var widest = columns.Max(column => column.Title.Length);
        foreach (var row in rows)
        {
            foreach (var (column, cell) in columns.Zip(row).Where(field => field.Second.Length > 0))
                output.WriteLine($"{column.Title.PadRight(widest)}  {cell}");
            output.WriteLine();
        }
    }

    private static string Title(TextColumn column, bool isShort) => isShort ? column.Short ?? column.Title : column.Title;

    // A reason may have line ends in it, and a record is a line.
    private static string Cell(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
    }
}
