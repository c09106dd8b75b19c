using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Pgn;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>Openings of chess from files: an EPD or FEN in each line, or the first moves of the games of a PGN.</summary>
public static class OpeningBook
{
    /// <summary>The positions of an EPD file; empty lines and those that begin with # are passed over.</summary>
    /// <param name="chess">Chess as it is to be played from there: in standard chess nobody castles as in Chess960.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">A line shows no position to play from; the message begins with its number.</exception>
    public static OpeningFile ReadEpd(IGame chess, Stream file)
    {
        var openings = ImmutableArray.CreateBuilder<Opening>();
        using var reader = new StreamReader(file, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim().IsEmpty || line.StartsWith('#')) continue;
            try
            {
                var fen = Fen(line);
                if (chess.ParseState(fen).IsTerminal) throw new FormatException("the game is over there");
                openings.Add(new Opening(fen, []));
            }
            catch (FormatException wrong)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{number}: {wrong.Message}"), wrong);
            }
        }

        return new(openings.ToImmutable(), []);
    }

    /// <summary>The games of a PGN file, as far as they open. A game that cannot be played so far is left out.</summary>
    /// <param name="chess">Chess as it is to be played from there.</param>
    /// <param name="file">The file.</param>
    /// <param name="plies">Moves of each game at most.</param>
    /// <exception cref="FormatException">
    /// The file is no PGN, or none of its games can be played; the message begins with the line's number.
    /// </exception>
    public static OpeningFile ReadPgn(IGame chess, Stream file, int plies)
    {
        var openings = ImmutableArray.CreateBuilder<Opening>();
        var leftOut = ImmutableArray.CreateBuilder<PgnFault>();
        var reader = new PgnReader(file);
        while (reader.ReadGame())
        {
            if (Read(chess, reader, plies, out var fault) is { } opening) openings.Add(opening);
            else leftOut.Add(fault);
        }

        if ((reader.Failure ?? (openings.Count == 0 && leftOut.Count > 0 ? leftOut[0] : null)) is { } failure)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{failure.Line}:{failure.Column}: {failure.Message}"));
        return new(openings.ToImmutable(), leftOut.ToImmutable());
    }

    /// <summary>Shuffles openings; the seed decides how.</summary>
    public static void Shuffle(Span<Opening> openings, ulong seed)
    {
        var dice = new Dice(new Seed(seed).Derive("openings"));
        for (var left = openings.Length; left > 1; left--)
        {
            var pick = dice.NextBelow(left);
            (openings[pick], openings[left - 1]) = (openings[left - 1], openings[pick]);
        }
    }

    // Four fields and operations such as "hmvc 3; fmvn 9; id "x";", or a FEN of six fields.
    private static string Fen(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length >= 6 && fields[4].All(char.IsAsciiDigit) && fields[5].TrimEnd(';').All(char.IsAsciiDigit))
            return string.Join(' ', [.. fields[..5], fields[5].TrimEnd(';')]);
        var operations = string.Join(' ', fields.Skip(4))
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(o => o.Split(' ', 2));
        string Count(string code, string otherwise) => operations.LastOrDefault(o => o[0] == code) is [_, var value] ? value : otherwise;
        return string.Join(' ', [.. fields.Take(4), Count("hmvc", "0"), Count("fmvn", "1")]);
    }

    // The opening, or what is wrong with the game.
    private static Opening? Read(IGame chess, PgnReader reader, int plies, out PgnFault fault)
    {
        fault = default;
        var (line, column) = (reader.Line, 1L);
        try
        {
            var fen = reader.Tags["FEN"] is { Length: > 0 } text ? text : null;
            var state = (ChessState)(fen is null ? chess.NewState() : chess.ParseState(fen));
            var moves = ImmutableArray.CreateBuilder<int>();
            var depth = 0;
            while (moves.Count < plies && reader.ReadToken() is var kind && kind != PgnTokenKind.End)
            {
                (line, column) = reader.Position;
                if (kind == PgnTokenKind.VariationStart) depth++;
                else if (kind == PgnTokenKind.VariationEnd) depth--;
                if (kind != PgnTokenKind.Move || depth > 0) continue;
                var action = PgnMoves.ActionOf(state, PgnText.Decode(reader.Token));
                state.Apply(action);
                if (state.IsTerminal) break; // the game went on to its end: it opens with what came before
                moves.Add(action);
            }

            return new Opening(fen, moves.ToImmutable());
        }
        catch (FormatException wrong)
        {
            fault = new(line, column, wrong.Message);
            return null;
        }
    }
}
