using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Records;
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
        State = ToMessage(league.Entry.Phase),
        Matches = league.Entry.Matches,
        Played = league.Played,
        Forfeited = league.Forfeited,
        CreatedAt = Timestamp.FromDateTimeOffset(league.Entry.CreatedAt),
        CompletedAt = ToMessage(league.Entry.CompletedAt),
        PausedAt = ToMessage(league.Entry.PausedAt),
        StoppedAt = ToMessage(league.Entry.StoppedAt),
    };

    private static Contracts.V1.LeagueState ToMessage(LeaguePhase phase) => phase switch
    {
        LeaguePhase.Running => Contracts.V1.LeagueState.Running,
        LeaguePhase.Paused => Contracts.V1.LeagueState.Paused,
        LeaguePhase.Completed => Contracts.V1.LeagueState.Completed,
        LeaguePhase.Stopped => Contracts.V1.LeagueState.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "has no name on the wire"),
    };

    private static Timestamp? ToMessage(DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;

    public static Contracts.V1.Standings ToStandings(LeagueSnapshot snapshot) => new()
    {
        League = ToMessage((snapshot.Entry, snapshot.Played, snapshot.Forfeited)),
        Rows = { snapshot.Rows.Select(ToMessage) },
        Rechecks = ToMessage(snapshot.Verification),
        Stalled = snapshot.Stalled,
        Nodes = { snapshot.Nodes.Select(n => new NodeShare { Node = n.Key, Matches = n.Value }) },
    };

    private static Contracts.V1.StandingRow ToMessage(Core.Leagues.Standings.StandingRow row)
    {
        var message = new Contracts.V1.StandingRow
        {
            Rank = row.Rank, Agent = row.Agent, Points = row.Points, Wins = row.Wins, Draws = row.Draws, Losses = row.Losses, Score = row.Score,
            Games = (int)row.Rating.Games, Elo = row.Rating.Elo, Group = row.Rating.Group, Flags = { row.Rating.Flags.Names() },
            TieBreaks = { row.TieBreaks.Select(t => new Contracts.V1.TieBreak { Name = t.Name, Value = t.Value }) },
        };
        if (row.Rating.Joint is { } rating)
            message.Rating = rating;
        if (row.Rating.Error is { } error)
            message.Error = error;
        if (row.Superiority is { } superiority)
            message.Los = superiority;
        return message;
    }

    public static NewTask ToTask(ScheduledMatch pairing) => new(pairing.Index, [pairing.First, pairing.Second], pairing.Seed.Value);

    public static MatchEvidence ToEvidence(RecordedMatch match, LeagueDefinition definition)
    {
        var (result, evidence) = (match.Result.Result, match.Result.Result.Evidence);
        var pairing = new ScheduledMatch(result.Index, match.Seats[0], match.Seats[1], new Seed(match.Seed));
        var record = new MatchEvidence
        {
            Match = ToMatch(match.Result, definition, pairing),
            Spec = MatchSpecJson.Write(definition.MatchAt(pairing) with { Epoch = evidence?.Epoch ?? 0 }),
            Transcript = ByteString.CopyFrom(result.Transcript),
            DurationUs = result.DurationMicroseconds,
        };
        if (evidence is null)
            return record;
        record.MoveTimesUs.AddRange(Transcript.ReadTimes(evidence.MoveTimes));
        record.AgentHashes.AddRange(evidence.AgentHashes.Chunk(CanonicalHasher.HashSize).Select(ByteString.CopyFrom));
        record.Epoch = evidence.Epoch;
        record.Seal = ByteString.CopyFrom(evidence.Seal);
        if (evidence.Evaluations is { } evaluations)
            record.Evaluations = ByteString.CopyFrom(evaluations);
        return record;
    }

    private static Contracts.V1.Rechecks? ToMessage(VerificationTally tally) => tally is { Drawn: 0, NotPlayedAgain.Count: 0 } ? null : new()
    {
        Drawn = tally.Drawn,
        Agreed = tally.Agreed,
        Disagreed = tally.Disagreed,
        Skipped = tally.Skipped,
        Disagreements =
        {
            tally.Disagreements.Select(d => new Disagreement { Index = d.Index, PlayedBy = d.PlayedBy, Node = d.Node, Reason = d.Reason ?? "" }),
        },
        NotDrawn = { tally.NotPlayedAgain },
    };

    public static Match ToMatch(LedgerResult recorded, LeagueDefinition definition, ScheduledMatch pairing)
    {
        var match = new Match
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
        if (definition.MeetingOf(pairing) is { } meeting)
            match.Meeting = meeting;
        return match;
    }
}
