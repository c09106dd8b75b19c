namespace Arena.Backplane.Ledger;

/// <summary>A match that is to be played.</summary>
/// <param name="Index">Position in the league's schedule, from 0 and below the number of its matches.</param>
/// <param name="Seats">Agents by seat: positions in the document's agent list.</param>
/// <param name="Seed">What the match is a function of.</param>
public readonly record struct NewTask(int Index, int[] Seats, ulong Seed);
