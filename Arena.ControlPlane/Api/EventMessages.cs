using Arena.Contracts.V1;
using Arena.ControlPlane.Api.Events;
using Arena.ControlPlane.Leagues;
using LeagueEvent = Arena.ControlPlane.Leagues.LeagueEvent;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Api;

/// <summary>Events, from domain to wire.</summary>
internal static class EventMessages
{
    /// <param name="league">Null when it is not known any more.</param>
    public static Contracts.V1.LeagueEvent ToMessage(LeagueEvent happened, EventFeed feed, LeagueState? league)
    {
        var body = EventBody.Of(happened, EventMark.Of(feed, happened.Id), league);
        return new Contracts.V1.LeagueEvent
        {
            Id = body.Id,
            Kind = (LeagueEventKind)happened.Kind, // the same numbers
            LeagueId = body.LeagueId,
            Match = body.Match is not { } match ? null : new()
            {
                Index = match.Index, Sequence = match.Sequence, Agents = { match.Agents }, Scores = { match.Scores }, Node = match.Node,
            },
        };
    }
}
