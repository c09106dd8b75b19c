using System.Collections.Immutable;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Ratings of all players at once: those under which their results were likeliest, with the first seat's advantage.
/// A function of the set of results; always finite (see <see cref="RatingFlags"/>).
/// </summary>
public sealed class JointFit
{
    // Strengths that differ by less are equal: the fit ends within this of the maximum, and its last bits mean nothing.
    private const double Equal = 1e-7;

    // Of fewer decisive games not even a clean sweep is significant at 5 % (the sign test on both sides: 2 / 2⁶).
    private const long FewDecisiveGames = 6;
    private const double MostOfFew = 0.95;

    // A rating that only the prior holds has at least this share of the variance that the model gives it. All of it would be too
    // much: the likelihood is flatter out there than on the way back (W. Hauck and A. Donner 1977). With half, ten wins of ten reach
    // down to where the binomial's exact bound is.
    private const double HeldByPrior = 0.5;

    private readonly FitProblem _problem;
    private readonly FitPoint _point;
    private readonly NormalEquations _equations;
    private readonly Sandwich _sandwich;
    private readonly double _width;         // deviations in half an interval, times points per unit
    private readonly double[] _center;      // the mean strength of each group

    private JointFit(ResultSet results, FitOptions options, JointFit? start)
    {
        _problem = FitProblem.Of(results, options);
        _equations = new(_problem);
        _point = NewtonFit.Run(_problem, _equations, StartFrom(start), out var gradientNorm);
        GradientNorm = gradientNorm;
        _equations.Factor();
        _sandwich = new(_problem, _equations, _point);
        _width = Normal.Quantile(0.5 + options.Confidence / 2) * EloScale.PointsPerUnit;
        _center = Centers();
    }

    /// <summary>The games that were fitted.</summary>
    public ResultSet Results => _problem.Results;

    /// <summary>Which players can be compared at all: those of one group.</summary>
    public Connectivity Connectivity => _problem.Connectivity;

    /// <summary>The largest slope left in the log-likelihood.</summary>
    public double GradientNorm { get; }

    /// <summary>What the first seat is worth, in Elo points.</summary>
    public double SeatAdvantage => _point.Seat * EloScale.PointsPerUnit;

    /// <summary>The chance of a draw between equals with no seat advantage; null where draws are half wins.</summary>
    public double? DrawChance => _point.DrawLog is { } log ? OutcomeMoments.At(0, log).Draw : null;

    /// <param name="results">The games.</param>
    /// <param name="options">What to assume; plain maximum likelihood by default.</param>
    /// <param name="start">An earlier fit to start from: fewer steps, the same end.</param>
    public static JointFit Of(ResultSet results, FitOptions? options = null, JointFit? start = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new(results, options ?? FitOptions.Default, start);
    }

    /// <summary>The player's rating in Elo, around the average of its group.</summary>
    public double Rating(int player)
    {
        var group = Connectivity.GroupOf[player];
        return _problem.Options.Average + (_point.Strengths[player] - _center[group]) * EloScale.PointsPerUnit;
    }

    /// <summary>All ratings with their errors, by player.</summary>
    public ImmutableArray<JointRating> Ratings()
    {
        var ratings = new JointRating[Results.Players.Length];
        var means = GroupMeans();
        Parallel.For(0, (ratings.Length + Lanes.Count - 1) / Lanes.Count, block =>
        {
            var first = block * Lanes.Count;
            Span<(double, double)> variances = new (double, double)[Math.Min(Lanes.Count, ratings.Length - first)];
            _sandwich.Variances(Contrasts(first, variances.Length, means), variances);
            for (var lane = 0; lane < variances.Length; lane++) ratings[first + lane] = Rated(first + lane, variances[lane]);
        });
        return [.. ratings];
    }

    private JointRating Rated(int player, (double Robust, double Model) variance)
    {
        var flags = _problem.Flags[player];
        double? error = flags.HasFlag(RatingFlags.Anchored) ? 0 : flags.HasFlag(RatingFlags.NoGames) ? null : Width(variance, flags);
        return new(player, Rating(player), error, Connectivity.GroupOf[player], flags);
    }

    /// <summary>Half the confidence interval of the seat advantage, in Elo points.</summary>
    public double SeatAdvantageError()
    {
        if (!_problem.Options.SeatAdvantage) return 0;
        var contrast = new double[_problem.Free + NormalEquations.Shared];
        contrast[_problem.Free] = 1;
        var seat = Results.FirstSeat();
        var oneSided = seat.Wins == seat.Games || seat.Losses == seat.Games;
        return Width(_sandwich.Variance(contrast), oneSided ? RatingFlags.OneSided : RatingFlags.None);
    }

    /// <summary>
    /// The likelihood of superiority: how sure it is that the first is the stronger; ½ for equal ratings. Null when nothing compares
    /// them. Where only the prior keeps the difference finite it is that of a score test (<see cref="EqualityTest"/>), and with less than
    /// six decisive games of either player not beyond 0.95.
    /// </summary>
    public double? Superiority(int first, int second)
    {
        if (Connectivity.GroupOf[first] != Connectivity.GroupOf[second]) return null;
        var difference = _point.Strengths[first] - _point.Strengths[second];
        if (Math.Abs(difference) < Equal) return 0.5;
        var contrast = new double[_problem.Free + NormalEquations.Shared];
        if (_problem.Coordinate[first] >= 0) contrast[_problem.Coordinate[first]] += 1;
        if (_problem.Coordinate[second] >= 0) contrast[_problem.Coordinate[second]] -= 1;
        var (held, few) = (IsHeldByPrior(first, second), HaveFewDecisiveGames(first, second));
        if (held || (few && _problem.Options.Draws == DrawModel.Davidson))
        {
            var tested = Normal.Cumulative(AgainstEquality(contrast, difference));
            return few ? Math.Clamp(tested, 1 - MostOfFew, MostOfFew) : tested;
        }

        var deviation = Math.Sqrt(_sandwich.Variance(contrast).Robust);
        return deviation > 0 ? Normal.Cumulative(difference / deviation) : difference > 0 ? 1 : 0;
    }

    private bool IsHeldByPrior(int first, int second) =>
        Connectivity.CircleOf[first] != Connectivity.CircleOf[second]
        && (_problem.Flags[first] | _problem.Flags[second]).HasFlag(RatingFlags.OneSided);

    private bool HaveFewDecisiveGames(int first, int second)
    {
        var (one, other) = (Results.PlayerTotals[first], Results.PlayerTotals[second]);
        return Math.Min(one.Wins + one.Losses, other.Wins + other.Losses) < FewDecisiveGames;
    }

    private double AgainstEquality(double[] contrast, double difference)
    {
        var direction = (double[])contrast.Clone();
        _equations.Solve(direction);
        var variance = 0.0;
        for (var i = 0; i < direction.Length; i++) variance += direction[i] * contrast[i];
        return EqualityTest.Deviations(_problem, _point, direction, difference / variance);
    }

    /// <summary>
    /// Intervals by resampling observations; see <see cref="FitBootstrap"/>. Games that all went one way have nothing to resample: what
    /// only the prior holds has the interval of <see cref="Ratings"/>.
    /// </summary>
    public ImmutableArray<RatingInterval> Bootstrap(int rounds, Seed seed)
    {
        var ratings = Ratings();
        var intervals = FitBootstrap.Run(_problem, _equations, _sandwich, rounds, seed, [.. ratings.Select(rating => rating.Rating)]);
        return [.. ratings.Zip(intervals, (rating, interval) => rating.Flags.HasFlag(RatingFlags.OneSided)
            ? new RatingInterval(rating.Rating - rating.Error!.Value, rating.Rating + rating.Error!.Value, Deviation(rating))
            : interval)];

        double Deviation(JointRating rating) => rating.Error!.Value / _width * EloScale.PointsPerUnit;
    }

    private FitPoint StartFrom(JointFit? start)
    {
        double? draw = _problem.Options.Draws == DrawModel.Davidson ? 0 : null;
        var strengths = (double[])_problem.Start.Clone();
        var given = _problem.Options.SeatAdvantage ? 0 : _problem.Options.GivenSeatAdvantage / EloScale.PointsPerUnit;
        if (start is null) return new(strengths, given, draw);
        var known = start.Results.Players;
        var held = new double[Connectivity.Groups];
        var at = Results.Players.Select(name => known.BinarySearch(name, StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < at.Length; i++)
        {
            var anchored = _problem.IsAnchored[Connectivity.GroupOf[i]];
            if (!anchored && _problem.Coordinate[i] < 0 && at[i] >= 0) held[Connectivity.GroupOf[i]] = Strength(at[i]);
        }

        for (var i = 0; i < at.Length; i++)
            if (_problem.Coordinate[i] >= 0 && at[i] >= 0) strengths[i] = Strength(at[i]) - held[Connectivity.GroupOf[i]];
        return new(strengths, _problem.Options.SeatAdvantage ? start._point.Seat : given, draw is null ? null : start._point.DrawLog ?? 0);

        double Strength(int player) => (start.Rating(player) - _problem.Options.Average) / EloScale.PointsPerUnit;
    }

    private double[] Centers()
    {
        var (sums, sizes) = (new double[Connectivity.Groups], new int[Connectivity.Groups]);
        for (var i = 0; i < _point.Strengths.Length; i++)
        {
            sums[Connectivity.GroupOf[i]] += _point.Strengths[i];
            sizes[Connectivity.GroupOf[i]]++;
        }

        for (var g = 0; g < sums.Length; g++) sums[g] = _problem.IsAnchored[g] ? 0 : sums[g] / sizes[g];
        return sums;
    }

    // Of each group: the share of each of its ratings in its mean; zero where anchors fix the scale.
    private double[] GroupMeans()
    {
        var sizes = new double[Connectivity.Groups];
        foreach (var group in Connectivity.GroupOf) sizes[group]++;
        for (var g = 0; g < sizes.Length; g++) sizes[g] = _problem.IsAnchored[g] ? 0 : 1 / sizes[g];
        return sizes;
    }

    // Of each of some players: its rating less its group's mean.
    private Span<Lanes> Contrasts(int first, int count, double[] means)
    {
        var contrasts = new double[(_problem.Free + NormalEquations.Shared) * Lanes.Count];
        for (var i = 0; i < _problem.Coordinate.Length; i++)
        {
            if (_problem.Coordinate[i] < 0) continue;
            var row = contrasts.AsSpan(_problem.Coordinate[i] * Lanes.Count, count);
            for (var lane = 0; lane < count; lane++)
                if (Connectivity.GroupOf[i] == Connectivity.GroupOf[first + lane])
                    row[lane] = (i == first + lane ? 1 : 0) - means[Connectivity.GroupOf[i]];
        }

        return Lanes.Of(contrasts);
    }

    private double Width((double Robust, double Model) variance, RatingFlags flags) =>
        _width * Math.Sqrt(flags.HasFlag(RatingFlags.OneSided) ? Math.Max(HeldByPrior * variance.Model, variance.Robust) : variance.Robust);
}
