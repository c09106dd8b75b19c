namespace Arena.ControlPlane.Leagues;

internal static class LeagueId
{
    public const string Wanted = "1 to 64 of a-z, 0-9 and hyphen";

    private const int MaxLength = 64;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
