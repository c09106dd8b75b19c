using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Leagues;

/// <summary>Domain to wire and to the ledger.</summary>
internal static class LeagueMessages
{
    public static League ToMessage((LeagueEntry Entry, int Played, int Forfeited) league) => new()
    {
        Id = league.Entry.Id,
        Name = league.Entry.Name,
        Game = league.Entry.Game,
        Seed = league.Entry.Seed,
        State = league.Entry.CompletedAt is null ? Contracts.V1.LeagueState.Running : Contracts.V1.LeagueState.Completed,
        Matches = league.Entry.Matches,
        Played = league.Played,
        Forfeited = league.Forfeited,
        CreatedAt = Timestamp.FromDateTimeOffset(league.Entry.CreatedAt),
        CompletedAt = league.Entry.CompletedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
    };

    public static Contracts.V1.Standings ToStandings(LeagueSnapshot snapshot) => new()
    {
        League = ToMessage((snapshot.Entry, snapshot.Played, snapshot.Forfeited)),
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

    public static NewTask ToTask(Pairing pairing) => new(pairing.Index, [pairing.First, pairing.Second], pairing.Seed.Value);

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
