using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>Takes over the other's choice when it was made twice in a row; otherwise repeats its own.</summary>
internal sealed class SlowTitForTat : DilemmaAgent
{
    internal static readonly StrategyType Strategy = Entry(
        "slow-tit-for-tat", "takes over what the other did twice in a row, otherwise repeats its own choice",
        "Delahaye and Mathieu's PRISON project 1998 (slow_tft)", _ => new SlowTitForTat());

    protected override Choice Choose(History history)
    {
        if (history.Count < 2) return Choice.Cooperate;
        return history.TheirLast == history.Theirs(history.Count - 2) ? history.TheirLast : history.MyLast;
    }
}
