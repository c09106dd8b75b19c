using Arena.Core.Matches;

namespace Arena.Core.Leagues.Standings;

/// <summary>One agent's results while they are being added up.</summary>
internal struct Tally
{
    private int _wins, _draws, _losses;
    private long _scored;    // seats played, both of them in a match against itself
    private double _score;
    private FaultCounts _faults;

    public void AddScore(double value)
    {
        _scored++;
        _score += value;
    }

    public void AddOutcome(Outcome outcome)
    {
        if (outcome == Outcome.Win) _wins++;
        else if (outcome == Outcome.Draw) _draws++;
        else _losses++;
    }

    public void AddVerdict(Verdict verdict) => _faults = _faults.With(verdict);

    public readonly StandingRow ToRow(string agent, int turnsPerMatch, TieBreakList tieBreaks) => new(
        Rank: 0, agent, _wins + 0.5 * _draws, _wins, _draws, _losses,
        Score: _scored == 0 ? 0 : _score / ((double)_scored * turnsPerMatch), Rating: default, Superiority: null, tieBreaks)
    {
        Faults = _faults,
    };
}
