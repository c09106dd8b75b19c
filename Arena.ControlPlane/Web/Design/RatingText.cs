using System.Globalization;
using Arena.Core.Leagues.Standings;

namespace Arena.ControlPlane.Web.Design;

/// <summary>Ratings as pages say them.</summary>
internal static class RatingText
{
    /// <summary>The one that is shown: the joint rating, and where there is none the one after every match.</summary>
    public static double Of(AgentRating rating) => rating.Joint ?? rating.Elo;

    /// <summary>One on which all of them have room, with their intervals.</summary>
    public static Axis AxisOf(IEnumerable<AgentRating> ratings) => Axis.Of(ratings.Where(rating => rating.Games > 0)
        .SelectMany(rating => new[] { Of(rating) - (rating.Error ?? 0), Of(rating) + (rating.Error ?? 0) }));

    /// <summary>With half of its interval where it has one.</summary>
    public static string Whole(AgentRating rating) => rating.Error is { } half
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(rating):0} ± {half:0}")
        : Short(rating);

    public static string Short(AgentRating rating) => Of(rating).ToString("0", CultureInfo.InvariantCulture);
}
