namespace Arena.Core.Leagues.Document;

/// <summary>What a document says of its format; fields that the format does not have are 0.</summary>
internal readonly record struct FormatFields(string Name, int Rounds, int MatchesPerRound, int Seeds);
