using Arena.Core.Games;

namespace Arena.ControlPlane.Web.Boards;

/// <summary>A board's cells as a state's text form shows them: row by row from the top, in each from the left.</summary>
/// <param name="text">A character for each cell.</param>
/// <param name="columns">How many cells a row has.</param>
internal sealed class Cells(string text, int columns)
{
    public int Columns => columns;

    public int Rows => text.Length / columns;

    public int Count => text.Length;

    public char this[int cell] => text[cell];

    /// <summary>The numbers of the cells in which this stands.</summary>
    public IEnumerable<int> Of(char piece) => Enumerable.Range(0, text.Length).Where(cell => text[cell] == piece);

    public int Row(int cell) => cell / columns;

    public int Column(int cell) => cell % columns;

    /// <summary>The lines of a text form that are rows of the board, without blanks and the labels at their ends.</summary>
    public static Cells Read(GameState state, int rows, int columns, string pieces)
    {
        var lines = state.ToString()!.Split('\n')
            .Select(line => string.Concat(line.Where(c => c != ' ' && !char.IsDigit(c))))
            .Where(line => line.Length == columns && line.All(pieces.Contains));
        var text = string.Concat(lines);
        return text.Length == rows * columns
            ? new Cells(text, columns)
            : throw new FormatException($"found {text.Length / columns} rows of a board; wanted {rows}");
    }

    /// <summary>The first line of so many equal pieces in any direction; empty when there is none.</summary>
    public IReadOnlyList<int> Line(int length, string pieces)
    {
        foreach (var piece in pieces)
        foreach (var from in Of(piece))
        foreach (var (down, right) in new[] { (0, 1), (1, 0), (1, 1), (1, -1) })
        {
            var (row, column) = (Row(from) + (down * (length - 1)), Column(from) + (right * (length - 1)));
            if (row >= Rows || column < 0 || column >= columns)
                continue;
            int[] line = [.. Enumerable.Range(0, length).Select(i => from + (i * ((down * columns) + right)))];
            if (line.All(cell => text[cell] == piece))
                return line;
        }

        return [];
    }
}
