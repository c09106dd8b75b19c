using System.Runtime.InteropServices;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Sequential;

/// <summary>A claim of the <see cref="AnytimeTest"/>, which stands from then on.</summary>
/// <param name="Better">The player's number.</param>
/// <param name="Worse">The other's.</param>
/// <param name="AfterGame">The game, from 1, with which it was made.</param>
/// <param name="LogEvidence">The logarithm of the evidence that there was then.</param>
public sealed record TimedClaim(int Better, int Worse, long AfterGame, double LogEvidence);

/// <summary>
/// Looks after every game, and makes each claim when its evidence first suffices. A game with a mark waits for the other of its pair,
/// from the other seat under the same mark, and both are one bet; while it waits, and if none comes, it counts for nothing. Whether it
/// waits depends on seats and marks alone and not on results, so the bets stay fair.
/// </summary>
public sealed class ClaimSequence
{
    private readonly double _needed;
    private readonly Dictionary<(int Low, int High), PairCells> _cells = [];
    private readonly Dictionary<(int Low, int High, ulong Mark), Queue<(bool LowFirst, GameResult Result)>> _waiting = [];
    private readonly HashSet<(int Better, int Worse)> _claimed = [];
    private readonly List<TimedClaim> _claims = [];
    private long _games;

    private ClaimSequence(int players, double alpha) => _needed = AnytimeTest.LogEvidenceNeeded(players, alpha);

    /// <summary>The claims in the order in which they were made.</summary>
    /// <param name="games">In the order in which they were played.</param>
    /// <param name="players">Among how many: those who have no game yet count too.</param>
    /// <param name="alpha">The chance that any claim is ever false.</param>
    public static IReadOnlyList<TimedClaim> Of(IEnumerable<CollectedGame> games, int players, double alpha)
    {
        ArgumentNullException.ThrowIfNull(games);
        var sequence = new ClaimSequence(players, alpha);
        foreach (var game in games) sequence.Add(game);
        return sequence._claims;
    }

    private void Add(in CollectedGame game)
    {
        _games++;
        var (low, high, lowFirst) = (Math.Min(game.First, game.Second), Math.Max(game.First, game.Second), game.First < game.Second);
        if (game.Mark == 0)
        {
            Bet(low, high, PairCells.Single(lowFirst, lowFirst ? game.Result : 2 - game.Result));
            return;
        }

        ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, (low, high, game.Mark), out _);
        waiting ??= new();
        if (!waiting.TryPeek(out var other) || other.LowFirst == lowFirst)
        {
            waiting.Enqueue((lowFirst, game.Result));
            return;
        }

        waiting.Dequeue();
        var (first, second) = lowFirst ? (game.Result, other.Result) : (other.Result, game.Result);
        Bet(low, high, PairCells.Pair(first, 2 - second));
    }

    private void Bet(int low, int high, int cell)
    {
        ref var cells = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (low, high), out _);
        cells[cell]++;
        var (forward, backward) = AnytimeTest.LogEvidence(cells);
        if (forward >= _needed && _claimed.Add((low, high))) _claims.Add(new(low, high, _games, forward));
        if (backward >= _needed && _claimed.Add((high, low))) _claims.Add(new(high, low, _games, backward));
    }
}
