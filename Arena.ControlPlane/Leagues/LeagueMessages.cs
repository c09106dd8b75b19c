using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Leagues;

/// <summary>Domain to wire.</summary>
internal static class LeagueMessages
{
    public static League ToMessage(LeagueEntry entry, int played, int forfeited) => new()
    {
        Id = entry.Id,
        Name = entry.Name,
        Game = entry.Game,
        Seed = entry.Seed,
        State = entry.CompletedAt is null ? Contracts.V1.LeagueState.Running : Contracts.V1.LeagueState.Completed,
        Matches = entry.Matches,
        Played = played,
        Forfeited = forfeited,
        CreatedAt = Timestamp.FromDateTimeOffset(entry.CreatedAt),
        CompletedAt = entry.CompletedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
    };

    public static League ToMessage(LeagueSnapshot snapshot) => ToMessage(snapshot.Entry, snapshot.Played, snapshot.Forfeited);

    public static Contracts.V1.Standings ToStandings(LeagueSnapshot snapshot) => new()
    {
        League = ToMessage(snapshot),
        Rows =
        {
            snapshot.Rows.Select(r => new Contracts.V1.StandingRow
            {
                Rank = r.Rank, Agent = r.Agent, Points = r.Points, Wins = r.Wins, Draws = r.Draws, Losses = r.Losses,
                Score = r.Score, Rating = r.Rating,
            }),
        },
        Nodes = { snapshot.Nodes.Select(n => new NodeShare { Node = n.Key, Matches = n.Value }) },
    };

    public static Match ToMatch(LedgerResult recorded, LeagueDefinition definition, Pairing pairing) => new()
    {
        LeagueId = recorded.Result.LeagueId,
        Index = recorded.Result.Index,
        Sequence = recorded.Sequence,
        Agents = { definition.Agents[pairing.First].Name, definition.Agents[pairing.Second].Name },
        Scores = { recorded.Result.Scores },
        Verdicts = { recorded.Result.Verdicts.Select(VerdictMap.ToMessage) },
        Reason = recorded.Result.Reason ?? "",
        Moves = recorded.Result.Moves,
        Node = recorded.Result.Node,
        MatchHash = ByteString.CopyFrom(recorded.Result.MatchHash),
        LedgerHash = ByteString.CopyFrom(recorded.Hash),
        RecordedAt = Timestamp.FromDateTimeOffset(recorded.Result.RecordedAt),
    };
}
