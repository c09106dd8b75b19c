using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;

namespace Arena.Simulation.Ratings;

/// <summary>How often what a fit claims is true, as shares of what it claimed.</summary>
/// <param name="Ratings">Rating intervals that hold the true strength.</param>
/// <param name="Resampled">The same of the bootstrap's; NaN if none were made.</param>
/// <param name="Seat">Intervals of the first seat's advantage that hold the true one.</param>
/// <param name="Sure">Of all two players: how often one is said to be the stronger with more than 95 %.</param>
/// <param name="Wrong">Of those: how often it is the weaker.</param>
public sealed record Coverage(double Ratings, double Resampled, double Seat, double Sure, double Wrong);

/// <summary>Plays a tournament over and over and compares its joint fits with the truth.</summary>
public static class CoverageSimulation
{
    private const double SureFrom = 0.95;

    /// <param name="rounds">Of the bootstrap; 0 for none.</param>
    public static Coverage Run(MadeUpTournament tournament, int trials, ulong seed, int rounds = 0)
    {
        ArgumentNullException.ThrowIfNull(tournament);
        var one = new Seed(seed).Derive("coverage");
        var tally = new Tally();
        var door = new Lock();
        Parallel.For(0, trials, () => new Tally(), (trial, _, mine) =>
        {
            mine.Add(tournament, one.Derive((ulong)trial), rounds);
            return mine;
        }, mine =>
        {
            lock (door) tally.Add(mine);
        });
        return tally.Shares(rounds > 0);
    }

    private sealed class Tally
    {
        private long _trials, _intervals, _covered, _resampled, _seats, _pairs, _sure, _wrong;

        public void Add(MadeUpTournament tournament, Seed seed, int rounds)
        {
            var dice = new Dice(seed);
            var truth = tournament.Strengths(dice);
            var fit = JointFit.Of(tournament.Play(truth, dice), new() { Average = 0, Draws = tournament.Model });
            _trials++;
            foreach (var rating in fit.Ratings())
            {
                _intervals++;
                if (Math.Abs(rating.Rating - truth[rating.Player]) <= rating.Error) _covered++;
            }

            if (rounds > 0)
            {
                foreach (var (interval, strength) in fit.Bootstrap(rounds, seed).Zip(truth))
                    if (interval.Low <= strength && strength <= interval.High) _resampled++;
            }

            if (Math.Abs(fit.SeatAdvantage - tournament.Seat) <= fit.SeatAdvantageError()) _seats++;
            for (var a = 0; a < truth.Length; a++)
                for (var b = 0; b < a; b++) AddClaim(fit.Superiority(a, b)!.Value, truth[a] > truth[b]);
        }

        public void Add(Tally other)
        {
            _trials += other._trials;
            _intervals += other._intervals;
            _covered += other._covered;
            _resampled += other._resampled;
            _seats += other._seats;
            _pairs += other._pairs;
            _sure += other._sure;
            _wrong += other._wrong;
        }

        public Coverage Shares(bool resampled) => new(
            (double)_covered / _intervals, resampled ? (double)_resampled / _intervals : double.NaN, (double)_seats / _trials,
            (double)_sure / _pairs, _sure == 0 ? 0 : (double)_wrong / _sure);

        private void AddClaim(double superiority, bool isStronger)
        {
            _pairs++;
            if (superiority is <= SureFrom and >= 1 - SureFrom) return;
            _sure++;
            if (superiority > SureFrom != isStronger) _wrong++;
        }
    }
}
