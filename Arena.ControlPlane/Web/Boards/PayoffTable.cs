using Arena.Core.Games;

namespace Arena.ControlPlane.Web.Boards;

/// <summary>What each pair of choices earns in one turn of a game for two who choose at once.</summary>
internal sealed class PayoffTable
{
    private const int Most = 8; // choices of a seat that a table of them can still be read

    private readonly double[] _payoffs;

    private PayoffTable(string[] first, string[] second, double[] payoffs) => (First, Second, _payoffs) = (first, second, payoffs);

    /// <summary>The first seat's choices, by number.</summary>
    public IReadOnlyList<string> First { get; }

    /// <summary>The second seat's.</summary>
    public IReadOnlyList<string> Second { get; }

    /// <summary>What the seat earns.</summary>
    public double For(int seat, int first, int second) => _payoffs[(2 * ((first * Second.Count) + second)) + seat];

    /// <summary>The game's table; null when it has too many choices to be looked at.</summary>
    public static PayoffTable? Of(IGame game)
    {
        var start = game.NewState();
        var (first, second) = (Choices(start, 0), Choices(start, 1));
        if (first.Length > Most || second.Length > Most)
            return null;
        var payoffs = new List<double>();
        for (var i = 0; i < first.Length; i++)
        for (var j = 0; j < second.Length; j++)
        {
            var turn = start.Clone();
            turn.Apply([i, j]);
            while (turn.CurrentSeat == Turn.Chance)
                turn.Apply(0); // the outcome that changes nothing
            payoffs.AddRange([turn.Score(0), turn.Score(1)]);
        }

        return new PayoffTable(first, second, [.. payoffs]);
    }

    private static string[] Choices(GameState start, int seat)
    {
        var actions = new int[start.Game.MaxLegalActions];
        return [.. actions.Take(start.LegalActions(seat, actions)).Select((_, action) => start.ActionName(seat, action))];
    }
}
