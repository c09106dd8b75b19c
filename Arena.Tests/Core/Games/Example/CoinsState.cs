using System.Globalization;
using Arena.Core.Games;

namespace Arena.Tests.Core.Games.Example;

/// <summary>The coins that are left, and whose turn it is.</summary>
public sealed class CoinsState(CoinsGame game) : GameState
{
    private int _left = game.Coins;
    private int _moves;

    public override IGame Game => game;

    public override int CurrentSeat => _left == 0 ? Turn.Terminal : _moves & 1;

    public override int Moves => _moves;

    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == CurrentSeat && (uint)action < CoinsGame.MostTaken && action < _left;

    public override int LegalActions(int seat, Span<int> actions)
    {
        var count = 0;
        while (IsLegal(seat, count)) actions[count] = count++;
        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        _left -= action + 1;
        _moves++;
    }

    // The last to move has taken the last coin.
    public override double Score(int seat) => _left > 0 ? 0.5 : seat == (_moves & 1) ? 0 : 1;

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    public override ulong Key => (ulong)(2 * _left + (_moves & 1)) + 1;

    public override string ActionName(int seat, int action) => $"take {action + 1}";

    /// <summary>"17 first": the coins and whose turn it is.</summary>
    public override string ToString() => $"{_left} {((_moves & 1) == 0 ? "first" : "second")}";

    public override GameState Clone() => new CoinsState(game) { _left = _left, _moves = _moves };

    public override void CopyFrom(GameState other) => (_left, _moves) = (((CoinsState)other)._left, ((CoinsState)other)._moves);

    internal static CoinsState Parse(CoinsGame game, string text) =>
        text.Split(' ') is [var coins, "first" or "second"]
            && int.TryParse(coins, NumberStyles.None, CultureInfo.InvariantCulture, out var left) && left <= game.Coins
            ? new CoinsState(game) { _left = left, _moves = text.EndsWith("second", StringComparison.Ordinal) ? 1 : 0 }
            : throw new FormatException($"found \"{text}\"; wanted coins from 0 to {game.Coins} and first or second, as in \"17 first\"");
}
