namespace Arena.Core.Ratings.Fitting;

/// <summary>Why a rating is less, or more, than an estimate from its games.</summary>
[Flags]
public enum RatingFlags
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>No games: the rating is the average.</summary>
    NoGames = 1,

    /// <summary>
    /// Games against the bulk of the group went all one way, so that no finite rating is the likeliest; where a draw is an outcome of
    /// its own, all decisive games. One drawn game, spread over them, holds the rating; its interval is that prior's as much as the
    /// games'.
    /// </summary>
    OneSided = 2,

    /// <summary>The rating was given.</summary>
    Anchored = 4,

    /// <summary>There are too many players to fit.</summary>
    NotFitted = 8,
}

/// <summary>The flags' names in tables, JSON and messages.</summary>
public static class RatingFlagNames
{
    /// <summary>The flags in the words of a table.</summary>
    public static IEnumerable<string> Names(this RatingFlags flags)
    {
        if (flags.HasFlag(RatingFlags.Anchored)) yield return "anchored";
        if (flags.HasFlag(RatingFlags.OneSided)) yield return "one-sided";
        if (flags.HasFlag(RatingFlags.NoGames)) yield return "no games";
        if (flags.HasFlag(RatingFlags.NotFitted)) yield return "not fitted";
    }
}
