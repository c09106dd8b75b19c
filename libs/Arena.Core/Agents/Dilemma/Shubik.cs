using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Cooperates until betrayed, then defects once; betrayed again after it has resumed cooperation, twice; and so on, one
/// more each time. Fifth of the first tournament.
/// </summary>
/// <remarks>Read as in Shubik (1970): what the other does during a retaliation does not lengthen it.</remarks>
internal sealed class Shubik : DilemmaAgent
{
    private int _punishment; // the length of the latest retaliation
    private int _owed;       // defections of it still to come

    internal static readonly StrategyType Strategy = Entry(
        "shubik", "retaliates against each departure from cooperation one turn longer than the last time",
        FirstTournament.By("Martin Shubik"), _ => new Shubik());

    protected override Choice Choose(History history)
    {
        if (history.IsEmpty) return Choice.Cooperate;
        if (_owed == 0 && history is { TheirLast: Choice.Defect, MyLast: Choice.Cooperate }) _owed = ++_punishment;
        if (_owed == 0) return Choice.Cooperate;
        _owed--;
        return Choice.Defect;
    }
}
