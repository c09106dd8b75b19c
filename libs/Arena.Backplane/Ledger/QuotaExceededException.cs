namespace Arena.Backplane.Ledger;

/// <summary>A change was refused, and nothing of it done: its tenant would have more than its quota.</summary>
/// <param name="tenant">Whose quota it is.</param>
/// <param name="quota">Which: <c>leagues</c>, <c>matches</c> or <c>keys</c>.</param>
/// <param name="found">How many there are.</param>
/// <param name="wanted">How many more were asked for.</param>
/// <param name="allowed">How many there may be.</param>
public sealed class QuotaExceededException(string tenant, string quota, long found, long wanted, long allowed)
    : Exception(FormattableString.Invariant(
        $"Tenant '{tenant}' may have {allowed} {Words(quota)}: it has {found}, and {wanted} more would make {found + wanted}."))
{
    /// <summary>Which: <c>leagues</c>, <c>matches</c> or <c>keys</c>.</summary>
    public string Quota => quota;

    /// <summary>How many there are.</summary>
    public long Found => found;

    /// <summary>How many more were asked for.</summary>
    public long Wanted => wanted;

    /// <summary>How many there may be.</summary>
    public long Allowed => allowed;

    private static string Words(string quota) => quota switch
    {
        "leagues" => "leagues that have not ended",
        "matches" => "matches that wait to be played",
        _ => "keys that are good",
    };
}
