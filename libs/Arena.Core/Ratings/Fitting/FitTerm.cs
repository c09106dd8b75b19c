using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Fitting;

/// <summary>Two players' games as a fit sees them: A's balance (wins less losses, halved), draws and games by seat.</summary>
/// <param name="Edge">The number of the matrix element between the two; −1 if a rating is given.</param>
/// <param name="VirtualDraws">Drawn games that a prior adds, without seats.</param>
internal readonly record struct FitTerm(
    int A, int B, int Edge, FitSeat First, FitSeat Second, double VirtualDraws, PairCells Cells);

/// <summary>The sums over the games in which A had one of the seats.</summary>
internal readonly record struct FitSeat(double Balance, double Draws, double Games)
{
    public static FitSeat Of(in PairCells cells, bool first)
    {
        var (losses, draws, wins) = cells.Seat(first);
        return new((wins - losses) / 2.0, draws, wins + draws + losses);
    }
}
