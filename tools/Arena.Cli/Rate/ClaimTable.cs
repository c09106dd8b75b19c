using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Rate;

/// <summary>What the anytime test claims of the games that were read.</summary>
internal sealed class ClaimTable
{
    private readonly ResultCollector _games;
    private readonly double _alpha;
    private readonly IReadOnlyList<TimedClaim> _claims;

    private ClaimTable(ResultCollector games, double alpha)
    {
        (_games, _alpha) = (games, alpha);
        _claims = ClaimSequence.Of(games.Games, games.Players.Count, alpha);
    }

    private double Needed => Math.Exp(AnytimeTest.LogEvidenceNeeded(_games.Players.Count, _alpha));

    public static ClaimTable Of(ResultCollector games, double alpha) => new(games, alpha);

    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Claims that hold at any time, all of them but with a chance of {100 * _alpha:0.###} %: "
            + $"{_claims.Count}; each took evidence of {Needed:0.#}"));
        if (_claims.Count > 0)
            TextTable.Write(output, [">#", "Better", "Worse", ">After game", ">Evidence"], _claims.Select(Row));
    }

    public object ToJson() => new
    {
        alpha = _alpha,
        evidenceNeeded = Needed,
        made = _claims.Select(claim => new
        {
            better = _games.Players[claim.Better],
            worse = _games.Players[claim.Worse],
            claim.AfterGame,
            evidence = Math.Exp(claim.LogEvidence),
        }),
    };

    private object[] Row(TimedClaim claim, int index) =>
    [
        index + 1,
        _games.Players[claim.Better],
        _games.Players[claim.Worse],
        claim.AfterGame,
        Math.Exp(claim.LogEvidence).ToString("0.#", CultureInfo.InvariantCulture),
    ];
}
