using Arena.Core.Matches;

namespace Arena.Core.Leagues;

/// <summary>What standings need to know of a match; scores and verdicts by seat.</summary>
public readonly record struct MatchOutcome(
    int Index, double FirstScore, double SecondScore, Verdict FirstVerdict, Verdict SecondVerdict, int Moves)
{
    /// <summary>Whether one of the seats was at fault for the end.</summary>
    public bool Forfeited => Judgement.IsForfeit(FirstVerdict) || Judgement.IsForfeit(SecondVerdict);

    /// <summary>What a record says of the match with this number in its league.</summary>
    public static MatchOutcome Of(int index, MatchRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(index, record.Scores[0], record.Scores[1], record.Verdicts[0], record.Verdicts[1], record.Moves);
    }
}
