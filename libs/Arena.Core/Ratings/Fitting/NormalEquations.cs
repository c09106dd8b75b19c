namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// The information matrix at a point, factored: a sparse block for the free ratings, bordered by the parameters that
/// all games share (seat advantage, draw).
/// </summary>
internal sealed class NormalEquations
{
    /// <summary>The shared parameters: 0 is the seat advantage, 1 the draw parameter.</summary>
    public const int Shared = 2;

    // The seat advantage has a normal prior of deviation 100 Elo points, worth a dozen games: where seats and players
    // cannot be told apart (one always moved first and always won) the player gets the credit. The draw parameter's
    // prior only keeps it finite when all games, or none, are drawn.
    public const double DrawPrior = 1e-4;
    public static readonly double SeatPrior = Math.Pow(EloScale.PointsPerUnit / 100, 2);

    private const double LeastWeight = 1e-10;

    private readonly FitProblem _problem;
    private readonly SparseCholesky _ratings;
    private readonly double[][] _border = new double[Shared][];
    private readonly double[][] _solvedBorder = new double[Shared][];
    private readonly double[,] _corner = new double[Shared, Shared];
    private readonly bool[] _active = new bool[Shared];

    public NormalEquations(FitProblem problem)
    {
        _problem = problem;
        _ratings = new(problem.Free, problem.Edges);
        for (var p = 0; p < Shared; p++) (_border[p], _solvedBorder[p]) = (new double[problem.Free], new double[problem.Free]);
        Gradient = new double[problem.Free + Shared];
        _active[0] = problem.Options.SeatAdvantage;
        _active[1] = problem.Options.Draws == DrawModel.Davidson;
    }

    /// <summary>By free rating, then the shared parameters.</summary>
    public double[] Gradient { get; }

    public double LogLikelihood { get; private set; }

    /// <summary>Sums everything up at a point, without factoring.</summary>
    public void Assemble(FitPoint point)
    {
        _ratings.Clear();
        Array.Clear(Gradient);
        Array.Clear(_corner);
        for (var p = 0; p < Shared; p++) Array.Clear(_border[p]);
        LogLikelihood = 0;
        foreach (ref readonly var term in _problem.Terms.AsSpan()) Add(term, point);
        for (var p = 0; p < Shared; p++)
        {
            var (value, prior) = p == 0 ? (point.Seat, SeatPrior) : (point.DrawLog ?? 0, DrawPrior);
            Gradient[_problem.Free + p] = _active[p] ? Gradient[_problem.Free + p] - prior * value : 0;
            LogLikelihood -= prior * value * value / 2;
            _corner[p, p] += prior;
        }
    }

    public void Factor()
    {
        _ratings.Factor();
        for (var p = 0; p < Shared; p++)
        {
            if (!_active[p]) continue;
            _border[p].CopyTo(_solvedBorder[p], 0);
            _ratings.Solve(_solvedBorder[p]);
        }

        for (var p = 0; p < Shared; p++)
            for (var q = 0; q < Shared; q++)
                if (_active[p] && _active[q]) _corner[p, q] -= Dot(_border[p], _solvedBorder[q]);
        if (!_active[0] || !_active[1]) _corner[0, 1] = _corner[1, 0] = 0;
    }

    /// <summary>Replaces a right-hand side (free ratings, then shared) by the solution. Safe from several threads.</summary>
    public void Solve(Span<double> x)
    {
        var ratings = x[.._problem.Free];
        var shared = x[_problem.Free..];
        for (var p = 0; p < Shared; p++) shared[p] = _active[p] ? shared[p] - Dot(_solvedBorder[p], ratings) : 0;
        _ratings.Solve(ratings);
        var determinant = _corner[0, 0] * _corner[1, 1] - _corner[0, 1] * _corner[1, 0];
        (shared[0], shared[1]) = (
            (shared[0] * _corner[1, 1] - shared[1] * _corner[0, 1]) / determinant,
            (shared[1] * _corner[0, 0] - shared[0] * _corner[1, 0]) / determinant);
        for (var p = 0; p < Shared; p++)
        {
            if (!_active[p]) continue;
            var (border, value) = (_solvedBorder[p], shared[p]);
            for (var i = 0; i < ratings.Length; i++) ratings[i] -= border[i] * value;
        }
    }

    /// <summary>The same for as many right-hand sides as there are <see cref="Lanes"/>, side by side.</summary>
    public void Solve(Span<Lanes> x)
    {
        var ratings = x[.._problem.Free];
        var shared = x[_problem.Free..];
        for (var p = 0; p < Shared; p++)
        {
            var sum = _active[p] ? shared[p] : default;
            for (var i = 0; _active[p] && i < ratings.Length; i++) sum = sum.Plus(ratings[i], -_solvedBorder[p][i]);
            shared[p] = sum;
        }

        _ratings.Solve(ratings);
        var determinant = _corner[0, 0] * _corner[1, 1] - _corner[0, 1] * _corner[1, 0];
        (shared[0], shared[1]) = (
            (shared[0] * _corner[1, 1]).Plus(shared[1], -_corner[0, 1]) * (1 / determinant),
            (shared[1] * _corner[0, 0]).Plus(shared[0], -_corner[1, 0]) * (1 / determinant));
        for (var p = 0; p < Shared; p++)
            for (var i = 0; _active[p] && i < ratings.Length; i++) ratings[i] = ratings[i].Plus(shared[p], -_solvedBorder[p][i]);
    }

    private void Add(in FitTerm term, FitPoint point)
    {
        var x = point.Strengths[term.A] - point.Strengths[term.B];
        var (gradient, weight, tilt, drawTilt) = (0.0, 0.0, 0.0, 0.0);
        for (var sign = 1; sign >= -1; sign -= 2)
        {
            var seat = sign > 0 ? term.First : term.Second;
            if (seat.Games == 0) continue;
            var at = x + sign * point.Seat;
            var m = OutcomeMoments.At(at, point.DrawLog);
            var balance = seat.Balance - seat.Games * m.Balance;
            var draws = point.DrawLog is null ? 0 : seat.Draws - seat.Games * m.Draw;
            LogLikelihood += seat.Balance * at + seat.Draws * (point.DrawLog ?? 0) - seat.Games * m.LogNorm;
            gradient += balance;
            weight += seat.Games * m.Variance;
            tilt += sign * seat.Games * m.Variance;
            drawTilt += seat.Games * m.Covariance;
            Gradient[_problem.Free] += sign * balance;
            Gradient[_problem.Free + 1] += draws;
            _corner[0, 0] += seat.Games * m.Variance;
            _corner[0, 1] += sign * seat.Games * m.Covariance;
            _corner[1, 1] += seat.Games * m.DrawVariance;
        }

        _corner[1, 0] = _corner[0, 1];
        if (term.VirtualDraws > 0)
        {
            var m = OutcomeMoments.At(x, null);
            gradient -= term.VirtualDraws * m.Balance;
            weight += term.VirtualDraws * m.Variance;
            LogLikelihood -= term.VirtualDraws * m.LogNorm;
        }

        weight = Math.Max(weight, LeastWeight);
        if (term.Edge >= 0) _ratings.AddEdge(term.Edge, -weight);
        AddNode(_problem.Coordinate[term.A], gradient, weight, tilt, drawTilt);
        AddNode(_problem.Coordinate[term.B], -gradient, weight, -tilt, -drawTilt);
    }

    private void AddNode(int coordinate, double gradient, double weight, double tilt, double drawTilt)
    {
        if (coordinate < 0) return;
        Gradient[coordinate] += gradient;
        _ratings.AddDiagonal(coordinate, weight);
        _border[0][coordinate] += tilt;
        _border[1][coordinate] += drawTilt;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
