using System.Collections.Immutable;
using System.Globalization;

namespace Arena.Core.Games.Matrix;

/// <summary>
/// Reads Gambit's .nfg files: <c>NFG 1 R "title" { "player" … } …</c> with the number of strategies of each player or
/// their names, then the payoffs; the first player's strategy changes fastest. Both versions are understood, the payoff
/// version and the outcome version. Numbers may be decimal or fractions such as 1/3.
/// </summary>
public static class NormalFormFile
{
    private const int MostCells = 1_000_000;

    /// <summary>The game in the text of a file.</summary>
    /// <param name="name">The name that the game goes by.</param>
    /// <param name="text">The file.</param>
    /// <exception cref="FormatException">It is not such a file; the message says where.</exception>
    public static GameType Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new NormalFormTokens(text);
        tokens.Expect("NFG");
        tokens.Expect("1");
        if (tokens.Next() is not ("R" or "D")) throw tokens.Fault("R");
        var title = tokens.Text();
        var players = Block(tokens, t => t.Text());
        var actions = Actions(tokens, players.Count);
        if (tokens.PeekIsText) tokens.Text(); // a comment
        var cells = actions.Aggregate(1L, (product, names) => product * names.Length);
        if (cells * players.Count > MostCells)
            throw new FormatException(
                $"found {cells} cells of {players.Count} payoffs; at most {MostCells} are allowed");
        var payoffs = tokens.Peek == "{" ? FromOutcomes(tokens, players.Count, (int)cells) : Numbers(tokens, players.Count * (int)cells);
        tokens.ExpectEnd();
        return MatrixGame.TypeOf(
            name, title, $"A game in normal form for {players.Count}: {title}.",
            new MatrixTable(actions, Reordered(payoffs, actions)));
    }

    private static ImmutableArray<ImmutableArray<string>> Actions(NormalFormTokens tokens, int players)
    {
        if (players < 2) throw new FormatException($"found {players} players; wanted at least 2");
        var actions = Block(tokens, t => t.Peek == "{"
            ? [.. Block(t, inner => inner.Text())]
            : Enumerable.Range(1, t.Integer(1, 10_000)).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToImmutableArray());
        return actions.Count == players && actions.All(names => !names.IsEmpty)
            ? [.. actions]
            : throw new FormatException($"found strategies of {actions.Count} players; wanted those of {players}");
    }

    private static double[] FromOutcomes(NormalFormTokens tokens, int players, int cells)
    {
        var outcomes = Block(tokens, t => Block(t, inner => inner.PeekIsText ? (inner.Text(), double.NaN).Item2 : inner.Number()));
        var payoffs = new double[players * cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var number = tokens.Integer(0, outcomes.Count);
            if (number == 0) continue; // nobody earns anything
            var outcome = outcomes[number - 1].Where(value => !double.IsNaN(value)).ToArray();
            if (outcome.Length != players) throw new FormatException($"outcome {number} has {outcome.Length} payoffs; wanted {players}");
            outcome.CopyTo(payoffs, cell * players);
        }

        return payoffs;
    }

    private static double[] Numbers(NormalFormTokens tokens, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++) numbers[i] = tokens.Number();
        return numbers;
    }

    // From the first player's strategy changing fastest to the last one's.
    private static double[] Reordered(double[] payoffs, ImmutableArray<ImmutableArray<string>> actions)
    {
        var seats = actions.Length;
        var result = new double[payoffs.Length];
        for (var joint = 0; joint < payoffs.Length / seats; joint++)
        {
            var (rest, index, weight) = (joint, 0, payoffs.Length / seats);
            for (var seat = seats - 1; seat >= 0; seat--)
            {
                weight /= actions[seat].Length;
                index += rest % actions[seat].Length * weight;
                rest /= actions[seat].Length;
            }

            payoffs.AsSpan(index * seats, seats).CopyTo(result.AsSpan(joint * seats));
        }

        return result;
    }

    private static List<T> Block<T>(NormalFormTokens tokens, Func<NormalFormTokens, T> read)
    {
        tokens.Expect("{");
        var items = new List<T>();
        while (tokens.Peek != "}") items.Add(read(tokens));
        tokens.Expect("}");
        return items;
    }
}
