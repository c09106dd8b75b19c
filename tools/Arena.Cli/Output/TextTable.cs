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
        else if (Fit(columns, cells, AnsiConsole.Profile.Width) is { } layout)
            AnsiConsole.Write(Draw(layout, columns, cells));
        else
            WriteRecords(output, columns, cells);
    }

    /// <summary>A drawn table for a place of this width, with what does not fit left out.</summary>
    public static Table Build(IReadOnlyList<TextColumn> columns, IEnumerable<object[]> rows, int width)
    {
        var cells = rows.Select(row => row.Select(Cell).ToArray()).ToArray();
        return Draw(Fit(columns, cells, width) ?? new([.. Enumerable.Range(0, columns.Count)], IsShort: true), columns, cells);
    }

    /// <summary>What a drawn table of this width has of its columns; null when not even those that stay have room.</summary>
    public static TableLayout? Fit(IReadOnlyList<TextColumn> columns, string[][] rows, int width)
    {
        int[] kept = [.. Enumerable.Range(0, columns.Count)];
        if (Width(kept, columns, rows, isShort: false) <= width)
            return new(kept, IsShort: false);
        while (Width(kept, columns, rows, isShort: true) > width)
        {
            var next = kept.Where(column => columns[column].Drop > 0).Select(column => columns[column].Drop).DefaultIfEmpty(0).Min();
            if (next == 0)
                return null;
            kept = [.. kept.Where(column => columns[column].Drop != next)];
        }

        return new(kept, IsShort: true);
    }

    private static int Width(int[] kept, IReadOnlyList<TextColumn> columns, string[][] rows, bool isShort) => 1 + kept.Sum(column =>
    {
        var widest = Widest(Title(columns[column], isShort), rows, column);
        return Frame + (isShort && columns[column].Wraps ? Math.Min(widest, NarrowestText) : widest);
    });

    private static Table Draw(TableLayout layout, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in layout.Columns.Select(index => columns[index]))
        {
            table.AddColumn(new TableColumn(Markup.Escape(Title(column, layout.IsShort)))
            {
                Alignment = column.IsRight ? Justify.Right : Justify.Left, NoWrap = !column.Wraps,
            });
        }

        foreach (var row in rows)
            table.AddRow([.. layout.Columns.Select(index => new Text(row[index]))]);
        return table;
    }

    private static void WritePlain(TextWriter output, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        string[] titles = [.. columns.Select(column => column.Title)];
        var widths = titles.Select((title, column) => Widest(title, rows, column)).ToArray();
        foreach (var row in rows.Prepend(titles))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => Padded(cell, widths[i], columns[i].IsRight))).TrimEnd());
    }

    // Where a table has no room: a line for each field.
    private static void WriteRecords(TextWriter output, IReadOnlyList<TextColumn> columns, string[][] rows)
    {
        var widest = columns.Max(column => CellWidth.Of(column.Title));
        foreach (var row in rows)
        {
            foreach (var (column, cell) in columns.Zip(row).Where(field => field.Second.Length > 0))
                output.WriteLine($"{Padded(column.Title, widest, isRight: false)}  {cell}");
            output.WriteLine();
        }
    }

    private static int Widest(string title, string[][] rows, int column)
    {
        var widest = CellWidth.Of(title);
        foreach (var row in rows)
            widest = Math.Max(widest, CellWidth.Of(row[column]));
        return widest;
    }

    private static string Padded(string text, int width, bool isRight)
    {
        var spaces = new string(' ', width - CellWidth.Of(text));
        return isRight ? spaces + text : text + spaces;
    }

    private static string Title(TextColumn column, bool isShort) => isShort ? column.Short ?? column.Title : column.Title;

    // A reason may have line ends in it, and a record is a line.
    private static string Cell(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
    }
}
