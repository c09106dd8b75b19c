namespace Arena.Backplane.Ledger;

/// <summary>A session whose stream was opened.</summary>
/// <param name="Resumed">Whether what it held before and named is still its own.</param>
/// <param name="Held">What it holds, by league.</param>
/// <param name="Released">Leagues that have pending tasks again.</param>
public sealed record OpenedSession(bool Resumed, IReadOnlyList<HeldTasks> Held, IReadOnlyCollection<string> Released);
