using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Fitting;

/// <summary>A result set made ready for fitting: which ratings are free, which are given, what each pair contributes.</summary>
internal sealed class FitProblem
{
    private FitProblem(ResultSet results, FitOptions options)
    {
        (Results, Options) = (results, options);
        Connectivity = Connectivity.Of(results, options.Draws == DrawModel.HalfWin);
        Start = new double[results.Players.Length];
        Flags = new RatingFlags[results.Players.Length];
        IsAnchored = new bool[Connectivity.Groups];
        Coordinate = new int[results.Players.Length];
        SetAnchors();
        SetOneSided();
        Free = SetCoordinates();
        Terms = SetTerms();
    }

    public ResultSet Results { get; }

    public FitOptions Options { get; }

    public Connectivity Connectivity { get; }

    public FitTerm[] Terms { get; }

    /// <summary>The free ratings' matrix elements, by edge number.</summary>
    public List<(int A, int B)> Edges { get; } = [];

    /// <summary>Of each player: its place among the free ratings, or −1.</summary>
    public int[] Coordinate { get; }

    public int Free { get; }

    /// <summary>Log strengths: the anchors' own, zero for the others.</summary>
    public double[] Start { get; }

    public RatingFlags[] Flags { get; }

    /// <summary>Whether a group has an anchor.</summary>
    public bool[] IsAnchored { get; }

    public static FitProblem Of(ResultSet results, FitOptions options) => new(results, options);

    private void SetAnchors()
    {
        for (var i = 0; i < Start.Length; i++)
        {
            if (Results.PlayerTotals[i].Games == 0) Flags[i] |= RatingFlags.NoGames;
            if (!Options.Anchors.TryGetValue(Results.Players[i], out var rating)) continue;
            Start[i] = (rating - Options.Average) / EloScale.PointsPerUnit;
            Flags[i] |= RatingFlags.Anchored;
            IsAnchored[Connectivity.GroupOf[i]] = true;
        }
    }

    // In each group, everybody outside the largest circle.
    private void SetOneSided()
    {
        var sizes = new int[Connectivity.Circles];
        foreach (var circle in Connectivity.CircleOf) sizes[circle]++;
        var largest = new int[Connectivity.Groups];
        Array.Fill(largest, -1);
        for (var i = 0; i < Flags.Length; i++)
        {
            ref var best = ref largest[Connectivity.GroupOf[i]];
            if (best < 0 || sizes[Connectivity.CircleOf[i]] > sizes[best]) best = Connectivity.CircleOf[i];
        }

        for (var i = 0; i < Flags.Length; i++)
        {
            var main = largest[Connectivity.GroupOf[i]];
            // Where nobody took points both ways there is no bulk: all are one-sided.
            var bulk = sizes[main] > 1 && Connectivity.CircleOf[i] == main;
            if (!bulk && (Flags[i] & (RatingFlags.NoGames | RatingFlags.Anchored)) == 0) Flags[i] |= RatingFlags.OneSided;
        }
    }

    // A group without anchors needs one rating held still: that of whoever met the most opponents.
    private int SetCoordinates()
    {
        var opponents = new int[Start.Length];
        foreach (var pair in Results.Pairs)
        {
            opponents[pair.A]++;
            opponents[pair.B]++;
        }

        var held = new int[Connectivity.Groups];
        Array.Fill(held, -1);
        for (var i = 0; i < Start.Length; i++)
        {
            var group = Connectivity.GroupOf[i];
            if (!IsAnchored[group] && (held[group] < 0 || opponents[i] > opponents[held[group]])) held[group] = i;
        }

        var free = 0;
        for (var i = 0; i < Start.Length; i++)
        {
            var still = held[Connectivity.GroupOf[i]] == i || Flags[i].HasFlag(RatingFlags.Anchored);
            Coordinate[i] = still ? -1 : free++;
        }

        return free;
    }

    private FitTerm[] SetTerms()
    {
        var across = AcrossCircles();
        var terms = new FitTerm[Results.Pairs.Length];
        for (var t = 0; t < terms.Length; t++)
        {
            var pair = Results.Pairs[t];
            var (first, second) = (FitSeat.Of(pair.Cells, first: true), FitSeat.Of(pair.Cells, first: false));
            var games = first.Games + second.Games;
            var edge = -1;
            if (Coordinate[pair.A] >= 0 && Coordinate[pair.B] >= 0)
            {
                edge = Edges.Count;
                Edges.Add((Coordinate[pair.A], Coordinate[pair.B]));
            }

            terms[t] = new(pair.A, pair.B, edge, first, second, VirtualDraws(pair, games, across), pair.Cells);
        }

        return terms;
    }

    private double VirtualDraws(in PairRecord pair, double games, long[] across)
    {
        if (Options.PriorDraws > 0)
            return Options.PriorDraws * games / 2
                * (1.0 / Results.PlayerTotals[pair.A].Games + 1.0 / Results.PlayerTotals[pair.B].Games);
        var (a, b) = (Connectivity.CircleOf[pair.A], Connectivity.CircleOf[pair.B]);
        return a == b ? 0 : games / Math.Min(across[a], across[b]);
    }

    // Of each circle: its games with other circles.
    private long[] AcrossCircles()
    {
        var across = new long[Connectivity.Circles];
        foreach (var pair in Results.Pairs)
        {
            var (a, b) = (Connectivity.CircleOf[pair.A], Connectivity.CircleOf[pair.B]);
            if (a == b) continue;
            var games = (long)(FitSeat.Of(pair.Cells, first: true).Games + FitSeat.Of(pair.Cells, first: false).Games);
            across[a] += games;
            across[b] += games;
        }

        return across;
    }
}
