using System.Collections.Immutable;
using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>What tables need to know of a game, by seat.</summary>
internal sealed record GameResult(ImmutableArray<Outcome> Outcomes, ImmutableArray<Verdict> Verdicts, ImmutableArray<double> Scores)
{
    public static GameResult Of(MatchRecord record) => new(record.Outcomes, record.Verdicts, record.Scores);
}
