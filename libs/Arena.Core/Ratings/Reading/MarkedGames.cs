using System.Runtime.CompilerServices;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>
/// Games under marks, each kept until it is known how it counts: two of the same players under one mark, one from each seat, are a
/// pair; if there are more, each game stands alone. A million games may have a million marks, so what is kept of each is 16 bytes in
/// an open table (linear probing; D. Knuth, "The Art of Computer Programming" 6.4).
/// </summary>
internal sealed class MarkedGames(ResultSetBuilder builder)
{
    private const int PlayerBits = 29, StateBits = 6;
    private const ulong Empty = 0, Pairs = 7, Apart = 16;     // from 1: one game, from 7: a pair, each by its cells
    private const int Results = 3;

    private (ulong Mark, ulong Games)[] _slots = new (ulong, ulong)[1 << 10];
    private int _used;

    /// <summary>A game of two players under a mark, by the first seat's result.</summary>
    [MethodImpl(HotPath.Options)]
    public void Add(int first, int second, GameResult result, ulong mark)
    {
        var (low, high) = (Math.Min(first, second), Math.Max(first, second));
        var cell = (first == low ? 0 : Results) + (int)result;
        var players = ((ulong)low << PlayerBits | (uint)high) << StateBits;
        var slots = _slots;
        var at = Place(mark, players, slots.Length);
        while (slots[at].Games != Empty && (slots[at].Mark != mark || slots[at].Games >> StateBits != players >> StateBits))
            at = (at + 1) & (slots.Length - 1);
        var state = slots[at].Games & ((1 << StateBits) - 1);
        slots[at] = (mark, players | Next(state, cell, low, high));
        if (state == Empty && ++_used > slots.Length / 4 * 3) Grow();
    }

    /// <summary>Counts what is still kept, as pairs or alone; there is nothing under any mark then.</summary>
    public void Close()
    {
        foreach (var (_, games) in _slots)
        {
            if (games == Empty) continue;
            var (low, high) = ((int)(games >> (StateBits + PlayerBits)), (int)(games >> StateBits) & ((1 << PlayerBits) - 1));
            var state = games & ((1 << StateBits) - 1);
            if (state < Pairs) AddAlone((int)state - 1, low, high);
            else if (state < Apart) AddPair((int)(state - Pairs), low, high);
        }

        Array.Clear(_slots);
        _used = 0;
    }

    private ulong Next(ulong state, int cell, int low, int high)
    {
        if (state == Empty) return (ulong)cell + 1;
        if (state < Pairs && (int)state - 1 < Results != cell < Results)
            return Pairs + (ulong)(Results * Math.Min((int)state - 1, cell) + Math.Max((int)state - 1, cell) - Results);
        if (state < Pairs)
        {
            AddAlone((int)state - 1, low, high);
        }
        else if (state < Apart)
        {
            var (one, other) = Math.DivRem((int)(state - Pairs), Results);
            AddAlone(one, low, high);
            AddAlone(Results + other, low, high);
        }

        AddAlone(cell, low, high);
        return Apart;
    }

    private void AddAlone(int cell, int low, int high) =>
        builder.Add(cell < Results ? low : high, cell < Results ? high : low, (GameResult)(cell % Results));

    private void AddPair(int cells, int low, int high)
    {
        var (lowFirst, highFirst) = Math.DivRem(cells, Results);
        builder.AddPair(low, high, (GameResult)lowFirst, (GameResult)(2 - highFirst));
    }

    private void Grow()
    {
        var slots = new (ulong Mark, ulong Games)[2 * _slots.Length];
        foreach (var slot in _slots)
        {
            if (slot.Games == Empty) continue;
            var at = Place(slot.Mark, slot.Games, slots.Length);
            while (slots[at].Games != Empty) at = (at + 1) & (slots.Length - 1);
            slots[at] = slot;
        }

        _slots = slots;
    }

    // The mark is a hash already; by Fibonacci's multiplier all its bits, and the players', reach those that count.
    private static int Place(ulong mark, ulong games, int slots) =>
        (int)((mark ^ (games >> StateBits) * 0xC2B2AE3D27D4EB4F) * 0x9E3779B97F4A7C15 >> 32) & (slots - 1);
}
