using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Arena.Core.Games.Chess;

namespace Arena.Core.Pgn;

/// <summary>
/// Understands the movetext that a <see cref="PgnReader"/> finds: SAN to moves from the array or the FEN tag's position,
/// clocks and elapsed times out of comments. Variations and glyphs are passed over.
/// </summary>
internal static partial class PgnMoves
{
    private static readonly string[] _made = ["Result", "SetUp", "FEN", "PlyCount"];
    private static readonly string[] _null = ["--", "Z0", "null", "0000", "pass", "@@@@"];

    /// <summary>The legal move that a word of movetext is: SAN, or the squares of UCI.</summary>
    /// <exception cref="FormatException">It is none, or more than one, or a null move, which the laws do not have.</exception>
    public static int ActionOf(ChessState state, string word)
    {
        if (state.FindAction(state.CurrentSeat, word) is { } action)
            return action;
        var fault = _null.Contains(word, StringComparer.OrdinalIgnoreCase)
            ? "is a null move, which cannot be played"
            : "is no legal move, or more than one,";
        throw new FormatException($"\"{word}\" {fault} in {state}");
    }

    /// <summary>Reads the moves of the game whose tags the reader has just read.</summary>
    /// <exception cref="FormatException">A move is not legal or not clear, or the FEN is none; with game, line and column.</exception>
    public static PgnChessGame Read(PgnReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var fen = reader.Tags["FEN"];
        var state = Start(reader, fen);
        var plies = ImmutableArray.CreateBuilder<PgnPly>();
        var (depth, closing) = (0, (string?)null);
        while (reader.ReadToken() != PgnTokenKind.End)
        {
            switch (reader.Kind)
            {
                case PgnTokenKind.VariationStart:
                    depth++;
                    break;
                case PgnTokenKind.VariationEnd:
                    depth = Math.Max(0, depth - 1);
                    break;
                case PgnTokenKind.Move when depth == 0:
                    if (closing is not null) plies[^1] = Append(plies[^1], closing);
                    closing = null;
                    plies.Add(new PgnPly(Play(reader, state)));
                    break;
                case PgnTokenKind.Comment when depth == 0 && plies.Count > 0:
                    var (ply, rest) = Understand(plies[^1], PgnText.Decode(reader.Token), out var isOfPly);
                    plies[^1] = isOfPly ? Append(ply, rest) : ply;
                    if (!isOfPly) closing = closing is null ? rest : $"{closing} {rest}";
                    break;
            }
        }

        return new PgnChessGame
        {
            Tags = [.. reader.Tags.Pairs().Where(tag => !_made.Contains(tag.Key))],
            Fen = fen,
            Plies = plies.ToImmutable(),
            Result = reader.Outcome switch
            {
                PgnOutcome.WhiteWins => "1-0",
                PgnOutcome.BlackWins => "0-1",
                PgnOutcome.Draw => "1/2-1/2",
                _ => "*",
            },
            Closing = closing,
        };
    }

    private static ChessState Start(PgnReader reader, string? fen)
    {
        var rules = PgnVariant.Of(reader.Tags[PgnVariant.Tag], fen);
        if (fen is null) return (ChessState)rules.NewState();
        try
        {
            return Fen.Parse(rules, fen);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"game {reader.Number}, line {reader.Line}: {wrong.Message}", wrong);
        }
    }

    private static int Play(PgnReader reader, ChessState state)
    {
        try
        {
            var action = ActionOf(state, PgnText.Decode(reader.Token));
            state.Apply(action);
            return action;
        }
        catch (FormatException fault)
        {
            var (line, column) = reader.Position;
            throw new FormatException($"game {reader.Number}, line {line}, column {column}: {fault.Message}", fault);
        }
    }

    /// <summary>Takes the commands out of a comment.</summary>
    /// <param name="ply">The move that it follows.</param>
    /// <param name="comment">What is within the braces.</param>
    /// <param name="isOfPly">
    /// Whether there were any, or it begins with an engine's score and depth; a plain comment may as well be about what follows.
    /// </param>
    private static (PgnPly Ply, string Text) Understand(PgnPly ply, string comment, out bool isOfPly)
    {
        isOfPly = Score().IsMatch(comment);
        for (var at = comment.IndexOf("[%", StringComparison.Ordinal); at >= 0; at = comment.IndexOf("[%", at, StringComparison.Ordinal))
        {
            var end = comment.IndexOf(']', at);
            if (end < 0) break;
            var command = comment[(at + 2)..end].Split(
                (char[]?)null, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (command is not ["clk" or "emt", var value] || Time(value) is not { } time)
            {
                at = end;
                continue;
            }

            ply = command[0] == "clk" ? ply with { Clock = time } : ply with { Time = time };
            isOfPly = true;
            comment = comment.Remove(at, end + 1 - at);
        }

        return (ply, string.Join(' ', comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static PgnPly Append(PgnPly ply, string comment) =>
        comment.Length == 0 ? ply : ply with { Comment = ply.Comment is null ? comment : $"{ply.Comment} {comment}" };

    // "+0.35/12 0.52s", "-M4/20, 1.5s": as cutechess and fastchess begin what they say of a move. Pawns have two digits after the point,
    // by which they are told from "1/2", a date and a page.
    [GeneratedRegex(@"^\s*[+-]?(M\d+|\d+\.\d\d)/\d{1,3}(?=[\s,]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Score();

    // "0:01:02.345"; fewer parts are minutes and seconds.
    private static TimeSpan? Time(string text)
    {
        var seconds = 0.0;
        var parts = text.Split(':');
        if (parts.Length > 3) return null;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return null;
            if (value > 1e9)
                return null;
            seconds = 60 * seconds + value;
        }

        return TimeSpan.FromMilliseconds(Math.Round(1000 * seconds));
    }
}
