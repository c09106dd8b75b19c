namespace Arena.Dashboard.Metrics.Charts;

/// <summary>A stretch of time cut into equal pieces.</summary>
internal readonly record struct TimeSlots(long From, long To, int Count)
{
    public double Length => (To - From) / (double)Count;

    public double Seconds => Length / 1e9;

    /// <summary>The piece that a moment is in; -1 when in none.</summary>
    public int IndexOf(long time) => time < From || time > To ? -1 : Math.Min(Count - 1, (int)((time - From) / Length));

    /// <summary>Spreads an amount evenly over the time in which it came about.</summary>
    public void Spread(double[] sums, bool[] touched, long start, long end, double amount)
    {
        var (first, last) = (Math.Max(start, From), Math.Min(end, To));
        if (end <= start)
        {
            if (IndexOf(end) is >= 0 and var at)
                (sums[at], touched[at]) = (sums[at] + amount, true);
            return;
        }

        for (var i = IndexOf(first); i >= 0 && i < Count && From + (i * Length) < last; i++)
        {
            var overlap = Math.Min(last, From + ((i + 1) * Length)) - Math.Max(first, From + (i * Length));
            if (overlap <= 0)
                continue;
            sums[i] += amount * overlap / (end - start);
            touched[i] = true;
        }
    }
}
