namespace Arena.Backplane.Ledger;

/// <summary>What a replica has after it has renewed its lease.</summary>
/// <param name="Lapsed">
/// Whether it is new, or had no lease while another had one: then others may have forgotten events that it has not read.
/// </param>
/// <param name="Grants">All that it owns; the leagues that have not ended come first.</param>
/// <param name="Excess">How many of those above its fair share it owns; it is to give the first so many back. 0 or more.</param>
/// <param name="Replicas">All that have a lease now, itself too, the oldest first.</param>
/// <param name="Now">The store's time.</param>
public sealed record Renewal(
    bool Lapsed, IReadOnlyList<Grant> Grants, int Excess, IReadOnlyList<ReplicaEntry> Replicas, DateTimeOffset Now);
