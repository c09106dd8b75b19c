namespace Arena.Core.Games;

/// <summary>Reads boards as people and OpenSpiel draw them: a line for each row, with or without labels and blanks.</summary>
internal static class BoardText
{
    /// <summary>
    /// The board's cells row by row. Lines end with a line break or '/'; digits and blanks count for nothing, lines of
    /// column labels neither. Every other line is left for the game to understand, and must be one.
    /// </summary>
    /// <exception cref="FormatException">It is not a board of that size.</exception>
    public static string Cells(string text, int rows, int columns, string allowed, out string? header)
    {
        ArgumentNullException.ThrowIfNull(text);
        header = null;
        var cells = "";
        foreach (var line in text.Split(['\n', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var row = string.Concat(line.Where(c => !char.IsDigit(c) && c != ' '));
            if (row.Length == columns && row.All(allowed.Contains)) cells += row;
            else if (IsLabels(row, columns)) continue;
            else if (header is null) header = line;
            else throw new FormatException($"found \"{Short(line)}\"; wanted {Wanted(rows, columns, allowed)}");
        }

        return cells.Length == rows * columns
            ? cells
            : throw new FormatException(
                $"found {cells.Length / columns} rows of a board{(header is null ? "" : $" and \"{Short(header)}\"")}; "
                + $"wanted {Wanted(rows, columns, allowed)}");
    }

    /// <summary>The cells of a board that says all there is to say.</summary>
    /// <inheritdoc cref="Cells(string, int, int, string, out string?)"/>
    public static string Cells(string text, int rows, int columns, string allowed)
    {
        var cells = Cells(text, rows, columns, allowed, out var header);
        return header is null ? cells : throw new FormatException($"found \"{Short(header)}\" beside the board");
    }

    /// <summary>Whether as many x as o are on the board; one more x is the other possibility.</summary>
    /// <exception cref="FormatException">It is neither: the seats cannot have taken turns.</exception>
    public static bool TurnsMatch(string cells)
    {
        var (x, o) = (cells.Count(c => c == 'x'), cells.Count(c => c == 'o'));
        return x == o || (x == o + 1
            ? false
            : throw new FormatException($"found {x} x and {o} o; wanted as many, or one more x"));
    }

    private static bool IsLabels(string row, int columns) =>
        row.Length == columns && row.Select((c, i) => c - i).All(c => c == 'a');

    private static string Wanted(int rows, int columns, string allowed) =>
        $"{rows} rows of {columns}, each cell one of {string.Join(' ', allowed.ToCharArray())}";

    private static string Short(string line) => line.Length <= 60 ? line : line[..60] + "…";
}
