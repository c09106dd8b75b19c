using Arena.Core.Matches;

namespace Arena.Core.Leagues;

/// <summary>One agent's results while they are being added up.</summary>
internal struct Tally
{
    private int wins, draws, losses;
    private long scored;    // seats played, both of them in a match against itself
    private double score;

    public double Rating { get; set; }

    public void AddScore(double value)
    {
        scored++;
        score += value;
    }

    public void AddOutcome(Outcome outcome)
    {
        if (outcome == Outcome.Win) wins++;
        else if (outcome == Outcome.Draw) draws++;
        else losses++;
    }

    public readonly StandingRow ToRow(string agent, int turnsPerMatch) => new(
        Rank: 0, agent, wins + 0.5 * draws, wins, draws, losses,
        Score: scored == 0 ? 0 : score / ((double)scored * turnsPerMatch), Rating);
}
