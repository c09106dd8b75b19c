namespace Arena.Backplane.Ledger;

/// <summary>A task as the ledger has it.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Task">What is to be played.</param>
/// <param name="Phase">Where it is in its life.</param>
/// <param name="Session">The session that holds it; null when none does.</param>
/// <param name="Attempt">How often it was handed out.</param>
public sealed record TaskEntry(long Id, NewTask Task, TaskPhase Phase, string? Session, int Attempt);
