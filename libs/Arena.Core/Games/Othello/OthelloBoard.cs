using System.Runtime.CompilerServices;

namespace Arena.Core.Games.Othello;

/// <summary>
/// Othello's rules on bitboards, all discs of a line at once: a run of the other's discs is grown from mine step by step
/// (six are the most that fit between two), and what lies behind its end is the answer.
/// </summary>
internal static class OthelloBoard
{
    private const ulong NotEdgeColumns = 0x7E7E_7E7E_7E7E_7E7E; // a run along a row or diagonal never spans a board edge

    /// <summary>The empty cells where a disc of mine turns at least one of theirs.</summary>
    public static ulong Moves(ulong mine, ulong theirs)
    {
        var inner = theirs & NotEdgeColumns;
        var reached = Beyond(mine, inner, 1) | Beyond(mine, theirs, 8) | Beyond(mine, inner, 7) | Beyond(mine, inner, 9);
        return reached & ~(mine | theirs);
    }

    /// <summary>Their discs that a disc of mine on an empty cell turns.</summary>
    public static ulong Turned(int cell, ulong mine, ulong theirs)
    {
        var disc = 1UL << cell;
        var inner = theirs & NotEdgeColumns;
        return Caught(disc, mine, inner, 1) | Caught(disc, mine, theirs, 8) | Caught(disc, mine, inner, 7) | Caught(disc, mine, inner, 9);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Beyond(ulong from, ulong across, int step)
    {
        var up = RunUp(from, across, step);
        var down = RunDown(from, across, step);
        return up << step | down >> step;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Caught(ulong disc, ulong mine, ulong across, int step)
    {
        var up = RunUp(disc, across, step);
        var down = RunDown(disc, across, step);
        return ((up << step & mine) != 0 ? up : 0) | ((down >> step & mine) != 0 ? down : 0);
    }

    // Runs of one to six: two single steps, then two at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RunUp(ulong from, ulong across, int step)
    {
        var run = across & from << step;
        run |= across & run << step;
        var pairs = across & across << step;
        run |= pairs & run << 2 * step;
        return run | (pairs & run << 2 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RunDown(ulong from, ulong across, int step)
    {
        var run = across & from >> step;
        run |= across & run >> step;
        var pairs = across & across >> step;
        run |= pairs & run >> 2 * step;
        return run | (pairs & run >> 2 * step);
    }
}
