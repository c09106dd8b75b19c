using Arena.Core.Matches;

namespace Arena.Core.Leagues.Formats;

/// <summary>What came of an encounter. Points are half points; a match that both forfeit gives none.</summary>
/// <param name="First">Who has the first seat in its first match.</param>
/// <param name="Second">The other.</param>
internal readonly record struct Encounter(int First, int Second)
{
    public int FirstPoints { get; private init; }

    public int SecondPoints { get; private init; }

    public int FirstWins { get; private init; }

    public int SecondWins { get; private init; }

    public double FirstScore { get; private init; }

    public double SecondScore { get; private init; }

    public Encounter With(PlayedMatch match)
    {
        var outcome = match.Outcome;
        var one = Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict);
        var other = Judgement.Of(outcome.SecondScore, outcome.SecondVerdict, outcome.FirstScore, outcome.FirstVerdict);
        var (oneScore, otherScore) = (outcome.FirstScore, outcome.SecondScore);
        if (match.Pairing.First != First) (one, other, oneScore, otherScore) = (other, one, otherScore, oneScore);
        return this with
        {
            FirstPoints = FirstPoints + (int)one,
            SecondPoints = SecondPoints + (int)other,
            FirstWins = FirstWins + (one == Outcome.Win ? 1 : 0),
            SecondWins = SecondWins + (other == Outcome.Win ? 1 : 0),
            FirstScore = FirstScore + oneScore,
            SecondScore = SecondScore + otherScore,
        };
    }
}
