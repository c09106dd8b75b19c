using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.Patterns;

/// <summary>Cooperates as often as the other has so far; at first by a coin.</summary>
internal sealed class AverageCopier(Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "average-copier", "cooperates with the probability with which the other has so far; at first by a coin",
        "Campbell et al. 2015, the Axelrod-Python library", setup => new AverageCopier(setup.Seed));

    protected override Choice Choose(History history) =>
        CooperateWith(history.IsEmpty ? 0.5 : 1 - history.TheirDefections / (double)history.Count, _dice);
}
