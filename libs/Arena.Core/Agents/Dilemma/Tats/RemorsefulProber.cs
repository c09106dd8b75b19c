using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>Tit For Tat that now and then probes with a defection, and takes the answer to it without another.</summary>
internal sealed class RemorsefulProber(double probes, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);
    private int _probed = int.MinValue; // the turn of the last probe

    internal static readonly StrategyType Strategy = Entry(
        "remorseful-prober", "tit for tat that defects after one in ten cooperations, and cooperates when that is answered by a defection",
        "Li et al. 2011, \"Engineering Design of Strategies for Winning Iterated Prisoner's Dilemma Competitions\"",
        setup => new RemorsefulProber(setup.Parameters.Number("p"), setup.Seed),
        ParameterDefinition.Number("p", 0.1, 0, 1, "probability of a probe after a cooperation"));

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        // An answer comes in the turn after the probe, and is seen one later.
        if (history.TheirLast == Choice.Defect) return _probed >= history.Count - 2 ? Choice.Cooperate : Choice.Defect;
        if (!_dice.Chance(probes)) return Choice.Cooperate;
        _probed = history.Count;
        return Choice.Defect;
    }
}
