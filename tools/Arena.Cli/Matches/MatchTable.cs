using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>Adds up a plan's games, which come in the order of their numbers.</summary>
internal sealed class MatchTable(MatchPlan plan)
{
    private readonly int[,] _outcomes = new int[plan.Agents.Length, 3];
    private readonly FaultCounts[] _faults = new FaultCounts[plan.Agents.Length];
    private readonly MeanEstimate[] _scores = new MeanEstimate[plan.Agents.Length];
    private readonly MeanEstimate[] _meeting = new MeanEstimate[plan.Agents.Length];
    private int _meetingNow;

    public void Add(PlannedMatch match, GameResult game)
    {
        if (match.Meeting != _meetingNow)
            EndMeeting();
        _meetingNow = match.Meeting;
        for (var seat = 0; seat < match.Agents.Length; seat++)
        {
            var agent = match.Agents[seat];
            _outcomes[agent, (int)game.Outcomes[seat]]++;
            _faults[agent] = _faults[agent].With(game.Verdicts[seat]);
            _meeting[agent].Add(game.Scores[seat] / plan.Game.TurnsScored);
        }
    }

    /// <summary>The table of what was added, ranked by the game's own measure, then the other one, wins and name.</summary>
    public IReadOnlyList<MatchTableRow> Rows()
    {
        EndMeeting();
        var rows = Enumerable.Range(0, plan.Agents.Length).Select(Row);
        var byScore = plan.Game.Type.RankBy == RankBy.Score;
        return
        [
            .. rows
                .OrderByDescending(row => byScore ? row.Score : row.Points)
                .ThenByDescending(row => byScore ? row.Points : row.Score)
                .ThenByDescending(row => row.Wins)
                .ThenBy(row => row.Agent, StringComparer.Ordinal)
                .Select((row, i) => row with { Rank = i + 1 }),
        ];
    }

    private MatchTableRow Row(int agent)
    {
        var (wins, draws, losses) = (Count(agent, Outcome.Win), Count(agent, Outcome.Draw), Count(agent, Outcome.Loss));
        return new(
            Rank: 0,
            plan.Agents[agent].Name,
            Games: losses + draws + wins,
            Points: wins + draws / 2.0,
            wins,
            draws,
            losses,
            _faults[agent],
            _scores[agent].Mean,
            _scores[agent].Error);
    }

    private int Count(int agent, Outcome outcome) => _outcomes[agent, (int)outcome];

    private void EndMeeting()
    {
        for (var agent = 0; agent < _meeting.Length; agent++)
        {
            if (_meeting[agent].Count > 0)
                _scores[agent].Add(_meeting[agent].Mean);
            _meeting[agent] = default;
        }
    }
}
