using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Tats;

/// <summary>Tit For Tat until the other defects twice in a row; then it always defects.</summary>
internal sealed class SpitefulTitForTat : DilemmaAgent
{
    private bool _isSpiteful;

    internal static readonly StrategyType Strategy = Entry(
        "spiteful-tit-for-tat", "tit for tat until the other defects twice in a row, then always defects",
        "Delahaye and Mathieu's PRISON project 1998 (tft_spiteful)", _ => new SpitefulTitForTat());

    protected override Choice Choose(History history)
    {
        _isSpiteful |= history.Count >= 2 && history.TheirLast == Choice.Defect && history.Theirs(history.Count - 2) == Choice.Defect;
        return _isSpiteful ? Choice.Defect : history.Tit;
    }
}
