using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Arena.Core.Games.Chess;

namespace Arena.Core.Pgn;

/// <summary>
/// Writes games of chess in Portable Game Notation's export format (S. J. Edwards, "PGN Specification and
/// Implementation Guide", 1994): the seven tag roster first, SAN, lines of at most 79 characters, clocks and elapsed
/// times as the commands <c>[%clk h:mm:ss]</c> and <c>[%emt h:mm:ss]</c>, with three decimals.
/// </summary>
public static class PgnWriter
{
    private const int LineLength = 79;
    private static readonly string[] Results = ["1-0", "0-1", "1/2-1/2", "*"];
    private static readonly ImmutableArray<string> Roster = ["Event", "Site", "Date", "Round", "White", "Black", "Result"];
    private static readonly string[] Made = ["SetUp", "FEN", "PlyCount"];

    /// <summary>The game's text, which ends with an empty line.</summary>
    /// <exception cref="ArgumentException">A move is illegal where it stands, the FEN is none, or the result is not one
    /// of four.</exception>
    public static string Write(PgnChessGame game)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(text, game);
        return text.ToString();
    }

    /// <summary>Writes the game and an empty line after it.</summary>
    /// <inheritdoc cref="Write(PgnChessGame)"/>
    public static void Write(TextWriter writer, PgnChessGame game)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(game);
        if (!Results.Contains(game.Result))
            throw new ArgumentException($"the result is '{game.Result}'; wanted {string.Join(", ", Results)}", nameof(game));
        var words = Movetext(game);
        WriteTags(writer, game);
        writer.Write('\n');
        WriteLines(writer, words);
        writer.Write('\n');
    }

    private static void WriteTags(TextWriter writer, PgnChessGame game)
    {
        foreach (var name in Roster)
            WriteTag(writer, name, name == "Result" ? game.Result : game.Tag(name) ?? (name == "Date" ? "????.??.??" : "?"));
        if (game.Fen is not null)
        {
            WriteTag(writer, "SetUp", "1");
            WriteTag(writer, "FEN", game.Fen);
        }

        WriteTag(writer, "PlyCount", game.Plies.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in game.Tags)
            if (!Roster.Contains(name) && !Made.Contains(name)) WriteTag(writer, name, value);
    }

    private static void WriteTag(TextWriter writer, string name, string value)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"the tag '{name}' is not a name of letters, digits and '_'", nameof(name));
        var text = Line(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        writer.Write($"[{name} \"{text}\"]\n");
    }

    private static List<string> Movetext(PgnChessGame game)
    {
        var words = new List<string>();
        var state = Start(game);
        var told = false; // whether the reader knows whose move and which one is next
        foreach (var ply in game.Plies)
        {
            if (state.Position.Seat == 0) words.Add(Number(state, "."));
            else if (!told) words.Add(Number(state, "..."));
            if (!state.LegalMoves.Contains((ushort)ply.Action) || ply.Action is < 0 or >= ChessMove.Count)
                throw new ArgumentException($"{ChessMove.Of(ply.Action)} is not legal at ply {state.Moves} in {state}", nameof(game));
            words.Add(San.Write(state, ChessMove.Of(ply.Action)));
            state.Apply(ply.Action);
            told = !AddComment(words, ply);
        }

        if (game.Closing is { Length: > 0 } closing) words.Add(Braced(closing));
        words.Add(game.Result);
        return words;
    }

    private static ChessState Start(PgnChessGame game)
    {
        var rules = PgnVariant.Of(game.Tag(PgnVariant.Tag), game.Fen);
        if (game.Fen is null) return (ChessState)rules.NewState();
        try
        {
            return Fen.Parse(rules, game.Fen);
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException(wrong.Message, nameof(game), wrong);
        }
    }

    private static string Number(ChessState state, string dots) =>
        state.Position.Number.ToString(CultureInfo.InvariantCulture) + dots;

    private static bool AddComment(List<string> words, PgnPly ply)
    {
        var parts = new List<string>(3);
        if (ply.Clock is { } clock) parts.Add($"[%clk {Clock(clock)}]");
        if (ply.Time is { } time) parts.Add($"[%emt {Clock(time)}]");
        if (ply.Comment is { Length: > 0 } comment) parts.Add(comment);
        if (parts.Count > 0) words.Add(Braced(string.Join(' ', parts)));
        return parts.Count > 0;
    }

    /// <summary>"0:01:02.345": hours, minutes, seconds; never below zero.</summary>
    private static string Clock(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(Math.Max(0, time.TotalMilliseconds));
        return string.Create(CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}.{milliseconds % 1000:000}");
    }

    // A comment ends at the first closing brace; nothing escapes one.
    private static string Braced(string comment) =>
        $"{{{Line(comment).Replace('{', '(').Replace('}', ')')}}}";

    private static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text) line.Append(char.IsControl(c) ? ' ' : c);
        return line.ToString();
    }

    // Comments break at their spaces like everything else: readers join lines with a space.
    private static void WriteLines(TextWriter writer, List<string> words)
    {
        var column = 0;
        foreach (var word in words.SelectMany(word => word.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (column > 0 && column + 1 + word.Length > LineLength)
            {
                writer.Write('\n');
                column = 0;
            }

            if (column > 0)
            {
                writer.Write(' ');
                column++;
            }

            writer.Write(word);
            column += word.Length;
        }

        writer.Write('\n');
    }
}
