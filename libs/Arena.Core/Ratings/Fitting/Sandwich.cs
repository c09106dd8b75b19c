using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Variances that hold even where the model does not (P. Huber 1967, H. White 1982): the scores' own spread between
/// two factors of the inverse information. Paired games count as one observation, so that what an opening does to both
/// of them is in the interval; single games are observations of their own. What few games lack is added: <see cref="AddedScatter"/>.
/// </summary>
internal sealed class Sandwich
{
    private readonly FitProblem _problem;
    private readonly NormalEquations _equations;
    private readonly ScoreCell[] _cells;
    private readonly (AddedScatter First, AddedScatter Second)[] _added;
    private readonly (int A, int B, double Rating)[] _pairs;     // free ratings (−1 for a given one), Σ slope²
    private readonly double[][] _mixed = new double[NormalEquations.Shared][];  // by free rating: Σ slope · shared slope
    private readonly double[] _shared = new double[3];  // seat², seat·draw, draw²

    public Sandwich(FitProblem problem, NormalEquations equations, FitPoint point)
    {
        (_problem, _equations) = (problem, equations);
        _cells = ScoreCell.All(problem, point);
        _pairs = new (int, int, double)[problem.Terms.Length];
        for (var t = 0; t < _pairs.Length; t++)
            _pairs[t] = (problem.Coordinate[problem.Terms[t].A], problem.Coordinate[problem.Terms[t].B], 0);
        for (var p = 0; p < _mixed.Length; p++) _mixed[p] = new double[problem.Free];
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            ref var pair = ref _pairs[cell.Term];
            pair.Rating += cell.Count * cell.Rating * cell.Rating;
            Mix(pair, cell.Count * cell.Rating * cell.Seat, cell.Count * cell.Rating * cell.Draw);
            _shared[0] += cell.Count * cell.Seat * cell.Seat;
            _shared[1] += cell.Count * cell.Seat * cell.Draw;
            _shared[2] += cell.Count * cell.Draw * cell.Draw;
        }

        if (problem.Options.SeatAdvantage) _shared[0] += NormalEquations.SeatPrior;
        _added = AddedScatter.All(problem, point, _cells);
        for (var t = 0; t < _pairs.Length; t++)
        {
            var (first, second) = _added[t];
            _pairs[t].Rating += first.Rating + second.Rating;
            Mix(_pairs[t], first.Rating - second.Rating, first.Mixed + second.Mixed);
            _shared[0] += first.Rating + second.Rating;
            _shared[1] += first.Mixed - second.Mixed;
            _shared[2] += first.Draw + second.Draw;
        }
    }

    public ReadOnlySpan<ScoreCell> Cells => _cells;

    /// <summary>By pair of players.</summary>
    public ReadOnlySpan<(AddedScatter First, AddedScatter Second)> Added => _added;

    /// <summary>The variance of a combination of parameters, robust and as the model alone would have it.</summary>
    /// <param name="contrast">The combination: free ratings, then shared parameters.</param>
    public (double Robust, double Model) Variance(double[] contrast)
    {
        var h = (double[])contrast.Clone();
        _equations.Solve(h);
        var model = 0.0;
        for (var i = 0; i < h.Length; i++) model += h[i] * contrast[i];
        var (seat, draw) = (h[_problem.Free], h[_problem.Free + 1]);
        var robust = seat * seat * _shared[0] + 2 * seat * draw * _shared[1] + draw * draw * _shared[2];
        for (var i = 0; i < _problem.Free; i++) robust += 2 * h[i] * (seat * _mixed[0][i] + draw * _mixed[1][i]);
        foreach (ref readonly var pair in _pairs.AsSpan())
        {
            var difference = (pair.A < 0 ? 0 : h[pair.A]) - (pair.B < 0 ? 0 : h[pair.B]);
            robust += difference * difference * pair.Rating;
        }

        return (Math.Max(0, robust), Math.Max(0, model));
    }

    /// <summary>The same of as many combinations as there are <see cref="Lanes"/>, side by side.</summary>
    public void Variances(ReadOnlySpan<Lanes> contrasts, Span<(double Robust, double Model)> variances)
    {
        var h = contrasts.ToArray();
        _equations.Solve(h.AsSpan());
        var model = default(Lanes);
        for (var i = 0; i < h.Length; i++) model += h[i] * contrasts[i];
        var (seat, draw) = (h[_problem.Free], h[_problem.Free + 1]);
        var robust = seat * seat * _shared[0] + seat * draw * (2 * _shared[1]) + draw * draw * _shared[2];
        for (var i = 0; i < _problem.Free; i++) robust += h[i] * (seat * (2 * _mixed[0][i])).Plus(draw, 2 * _mixed[1][i]);
        foreach (ref readonly var pair in _pairs.AsSpan())
        {
            var difference = (pair.A < 0 ? default : h[pair.A]) - (pair.B < 0 ? default : h[pair.B]);
            robust = robust.Plus(difference * difference, pair.Rating);
        }

        for (var lane = 0; lane < variances.Length; lane++)
            variances[lane] = (Math.Max(0, robust[lane]), Math.Max(0, model[lane]));
    }

    // What a pair's ratings have in common with the shared parameters: A's rating with this sign, B's with the other.
    private void Mix(in (int A, int B, double Rating) pair, double seat, double draw)
    {
        if (pair.A >= 0)
        {
            _mixed[0][pair.A] += seat;
            _mixed[1][pair.A] += draw;
        }

        if (pair.B < 0) return;
        _mixed[0][pair.B] -= seat;
        _mixed[1][pair.B] -= draw;
    }
}

/// <summary>The score (the log-likelihood's slope) of each of <paramref name="Count"/> equal observations.</summary>
/// <param name="Term">Whose games they are.</param>
/// <param name="Rating">The slope by A's rating, and with the other sign by B's.</param>
internal readonly record struct ScoreCell(int Term, long Count, double Rating, double Seat, double Draw)
{
    public static ScoreCell[] All(FitProblem problem, FitPoint point)
    {
        var cells = new List<ScoreCell>();
        Span<double> balance = stackalloc double[PairCells.Paired];
        Span<double> draw = stackalloc double[PairCells.Paired];
        for (var t = 0; t < problem.Terms.Length; t++)
        {
            ref readonly var term = ref problem.Terms[t];
            var x = point.Strengths[term.A] - point.Strengths[term.B];
            for (var single = 0; single < PairCells.Paired; single++)
            {
                var m = OutcomeMoments.At(single < PairCells.SecondSeat ? x + point.Seat : x - point.Seat, point.DrawLog);
                balance[single] = (single % 3 - 1) / 2.0 - m.Balance;
                draw[single] = point.DrawLog is null ? 0 : (single % 3 == 1 ? 1 : 0) - m.Draw;
            }

            for (var cell = 0; cell < PairCells.Count; cell++)
            {
                var count = term.Cells[cell];
                if (count == 0) continue;
                var (first, second) = cell < PairCells.Paired
                    ? cell < PairCells.SecondSeat ? (cell, -1) : (-1, cell)
                    : ((cell - PairCells.Paired) / 3, PairCells.SecondSeat + (cell - PairCells.Paired) % 3);
                var (b1, d1) = first < 0 ? (0, 0) : (balance[first], draw[first]);
                var (b2, d2) = second < 0 ? (0, 0) : (balance[second], draw[second]);
                cells.Add(new(t, count, b1 + b2, b1 - b2, d1 + d2));
            }
        }

        return [.. cells];
    }
}
