using Arena.Contracts.V1;
using Arena.Core.Ratings.Fitting;
using Arena.ServiceDefaults.Access;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Ratings;

/// <summary>Domain to wire.</summary>
internal static class RatingMessages
{
    public static Crosstable ToCrosstable(LeagueState league)
    {
        var table = league.Table();
        var (games, agents) = (table.Games, table.Agents.ToArray());
        var places = agents.Select((name, place) => (name, place)).ToDictionary(a => a.name, a => a.place, StringComparer.Ordinal);
        return new Crosstable
        {
            LeagueId = TenantName.Plain(league.Id),
            LeagueName = league.Definition.Name,
            Agents = { agents },
            Meetings =
            {
                games.Meetings().Select(m => new Meeting
                {
                    First = places[games.Players[m.A]], Second = places[games.Players[m.B]], Counts = { m.Counts },
                }),
            },
        };
    }

    public static RatingPoint ToMessage(HistoryPoint point, LeagueState league)
    {
        var message = new RatingPoint
        {
            Agent = league.Definition.Agents[point.Agent].Name, Round = point.Round, Matches = point.Matches,
            Games = (int)point.Rating.Games, Elo = point.Rating.Elo, Group = point.Rating.Group, Flags = { point.Rating.Flags.Names() },
        };
        if (point.Rating.Joint is { } rating)
            message.Rating = rating;
        if (point.Rating.Error is { } error)
            message.Error = error;
        return message;
    }
}
