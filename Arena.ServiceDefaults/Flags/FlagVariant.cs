namespace Arena.ServiceDefaults.Flags;

/// <summary>One of the ways in which a flag is on.</summary>
/// <param name="Name">Unique among the flag's.</param>
/// <param name="Percent">For how many of a hundred.</param>
public sealed record FlagVariant(string Name, double Percent);
