namespace Arena.Core.Agents.Dilemma.MemoryOne;

/// <summary>
/// Probabilities of cooperating: at first, and after the outcomes R (both cooperated), S (it alone did), T (the other alone
/// did) and P (both defected).
/// </summary>
internal readonly record struct ResponseVector(
    double First, double AfterReward, double AfterSucker, double AfterTemptation, double AfterPunishment);
