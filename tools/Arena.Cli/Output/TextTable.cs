using System.Globalization;
using Spectre.Console;

namespace Arena.Cli.Output;

/// <summary>A table for people: drawn on a terminal, plain aligned columns in a pipe.</summary>
internal static class TextTable
{
    /// <param name="columns">Titles; one that begins with <c>&gt;</c> is aligned to the right.</param>
    public static void Write(IReadOnlyList<string> columns, IEnumerable<object[]> rows) => Write(Console.Out, columns, rows);

    public static void Write(TextWriter output, IReadOnlyList<string> columns, IEnumerable<object[]> rows)
    {
        var cells = rows.Select(row => row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").ToArray()).ToArray();
        if (Console.IsOutputRedirected || output != Console.Out)
            WritePlain(output, columns, cells);
        else
            AnsiConsole.Write(Build(columns, cells));
    }

    public static Table Build(IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            var right = column.StartsWith('>');
            table.AddColumn(new TableColumn(Markup.Escape(column.TrimStart('>'))) { Alignment = right ? Justify.Right : Justify.Left });
        }

        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        return table;
    }

    private static void WritePlain(TextWriter output, IReadOnlyList<string> columns, string[][] rows)
    {
        var titles = columns.Select(c => c.TrimStart('>')).ToArray();
        var widths = titles.Select((title, i) => rows.Select(r => r[i].Length).Append(title.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(titles))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) =>
                columns[i].StartsWith('>') ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }
    }
}
