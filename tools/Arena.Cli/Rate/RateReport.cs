namespace Arena.Cli.Rate;

/// <summary>What <c>arena rate</c> has found, with what it was asked.</summary>
internal sealed record RateReport
{
    public required RateRequest Request { get; init; }

    /// <summary>What was read, in the order in which it was named.</summary>
    public required IReadOnlyList<ResultFile> Files { get; init; }

    public required RatingTable Table { get; init; }

    /// <summary>Null where nobody asked.</summary>
    public required ClaimTable? Claims { get; init; }

    /// <summary>Null where nobody asked.</summary>
    public required NodeTable? Nodes { get; init; }
}
