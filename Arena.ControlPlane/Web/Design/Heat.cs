namespace Arena.ControlPlane.Web.Design;

/// <summary>Steps of a heat map with a middle.</summary>
internal static class Heat
{
    private const int Steps = 10;

    /// <summary>The class of a cell: h0 (the least) to h10 (the most), h5 in the middle.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Of(double share) => $"h{(int)Math.Round(Steps * Math.Clamp(share, 0, 1))}";
}
