namespace Arena.Backplane.Ledger;

/// <summary>A session whose stream was opened.</summary>
/// <param name="Resumed">Whether what it held before and named is still its own.</param>
/// <param name="Held">What it holds, by league.</param>
/// <param name="Released">Leagues that have pending tasks again.</param>
/// <param name="Status">What its former replica said of it last; empty when it was not known, or that said nothing.</param>
public sealed record OpenedSession(
    bool Resumed, IReadOnlyList<HeldTasks> Held, IReadOnlyCollection<string> Released, byte[] Status);
