namespace Arena.Backplane.Ledger;

/// <summary>What is owned, spread over the replicas.</summary>
internal static class Share
{
    /// <summary>The most that each of them is to own.</summary>
    public static long Of(long leagues, int replicas) => (leagues + replicas - 1) / Math.Max(1, replicas);

    /// <summary>How much somebody owns above that.</summary>
    public static int ExcessOf(int owned, long leagues, int replicas) => (int)Math.Max(0, owned - Of(leagues, replicas));
}
