using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Defects after a defection; after a cooperation it cooperates with a probability that falls from 1 to ½ by the 200th
/// turn. Eleventh of the first tournament.
/// </summary>
/// <remarks>The paper does not say how the probability falls: linearly here, as in Axelrod-Python.</remarks>
internal sealed class Feld(Seed seed) : DilemmaAgent
{
    private const int Decay = 200; // turns
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "feld", "tit for tat that cooperates less and less: with probability 1 at first, ½ from turn 200",
        FirstTournament.By("Scott Feld"), setup => new Feld(setup.Seed));

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        return history.TheirLast == Choice.Defect
            ? Choice.Defect
            : CooperateWith(Math.Max(0.5, 1 - 0.5 * history.Count / Decay), _dice);
    }
}
