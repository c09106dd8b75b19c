using System.Collections.Immutable;
using Arena.Core.Records;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>A row of a list of moves.</summary>
/// <param name="Number">From 1.</param>
/// <param name="First">The ply after the first of its moves.</param>
/// <param name="Moves">By seat; null where a seat has no move in it.</param>
internal sealed record MoveRow(int Number, int First, ImmutableArray<(int Ply, MatchPly Move)?> Moves);

/// <summary>A match's moves as people write them down: a row for each time that it has gone round.</summary>
internal static class MoveRows
{
    /// <summary>Moves of seats in turn; a simultaneous turn stands in the place of the first seat.</summary>
    public static List<MoveRow> Of(ImmutableArray<MatchPly> plies, int seats)
    {
        var rows = new List<MoveRow>();
        var (row, last) = (new (int, MatchPly)?[seats], seats);
        var first = 0;
        for (var ply = 1; ply <= plies.Length; ply++)
        {
            var seat = plies[ply - 1].Actions[0].Seat;
            if (seat <= last && ply > 1)
                Close();
            if (first == 0)
                first = ply;
            row[seat] = (ply, plies[ply - 1]);
            last = seat;
        }

        if (first > 0)
            Close();
        return rows;

        void Close()
        {
            rows.Add(new MoveRow(rows.Count + 1, first, [.. row]));
            Array.Clear(row);
            first = 0;
        }
    }
}
