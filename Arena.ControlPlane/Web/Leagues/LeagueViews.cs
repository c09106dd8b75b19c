using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>The parts of a league's page, as its address names them.</summary>
internal static class LeagueViews
{
    public const string Standings = "standings";
    public const string Bracket = "bracket";
    public const string Ladder = "ladder";
    public const string Crosstable = "crosstable";
    public const string Ratings = "ratings";
    public const string Rounds = "rounds";

    private static readonly (string View, string Name)[] _all =
    [
        (Standings, "Standings"), (Bracket, "Bracket"), (Ladder, "Ladder"), (Crosstable, "Crosstable"), (Ratings, "Ratings"),
        (Rounds, "Rounds"),
    ];

    /// <summary>Those that leagues of a format have.</summary>
    public static IEnumerable<(string View, string Name)> All(string format) => _all.Where(view => view.View switch
    {
        Bracket => format == LeagueFormat.Knockout,
        Ladder => format == LeagueFormat.Ladder,
        _ => true,
    });

    /// <summary>The one of that name; the standings when the format has none.</summary>
    public static string Of(string? name, string format) =>
        All(format).Select(view => view.View).FirstOrDefault(view => view == name) ?? Standings;

    public static string Address(string id, string view) => view == Standings ? $"/leagues/{id}" : $"/leagues/{id}?view={view}";

    /// <param name="round">From 0.</param>
    /// <param name="from">How many of its matches come before those that are shown.</param>
    public static string OfRound(string id, int round, int from) =>
        $"{Address(id, Rounds)}&round={round + 1}{(from > 0 ? $"&from={from}" : "")}";
}
