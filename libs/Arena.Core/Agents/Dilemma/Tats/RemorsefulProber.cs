using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>Tit For Tat that now and then probes with a defection, and takes the answer to it without another.</summary>
public sealed class RemorsefulProber(double probes, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);
    private bool _hasProbed;

    internal static readonly StrategyType Strategy = Entry(
        "remorseful-prober", "tit for tat that defects after one in ten cooperations, and cooperates when that is answered by a defection",
        "Li et al. 2011, \"Engineering Design of Strategies for Winning Iterated Prisoner's Dilemma Competitions\"",
        setup => new RemorsefulProber(setup.Parameters.Number("p"), setup.Seed),
        ParameterDefinition.Number("p", 0.1, 0, 1, "probability of a probe after a cooperation"));

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        if (history.TheirLast == Choice.Defect)
        {
            var remorse = _hasProbed;
            _hasProbed = false;
            return remorse ? Choice.Cooperate : Choice.Defect;
        }

        _hasProbed = _dice.Chance(probes);
        return _hasProbed ? Choice.Defect : Choice.Cooperate;
    }
}
