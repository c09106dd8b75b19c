namespace Arena.ControlPlane.Leagues;

internal static class LeagueId
{
    public const string Wanted = "1 to 64 of a-z, 0-9 and hyphen, other than 'new'";

    private const int MaxLength = 64;
    private const string Page = "new"; // where leagues have their pages, that of the editor stands in its place

    /// <summary>Whether a league may be given it.</summary>
    public static bool IsForNew(string id) => IsValid(id) && id != Page;

    /// <summary>Whether a league may have it.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
