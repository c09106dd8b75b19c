using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Cooperates for eleven turns, then a tenth less often than the other did in the ten turns before. Thirteenth of the
/// first tournament.
/// </summary>
internal sealed class Tullock(Seed seed) : DilemmaAgent
{
    private const int Opening = 11;
    private const int Window = 10;
    private readonly Dice _dice = new(seed);

    internal static readonly StrategyType Strategy = Entry(
        "tullock", "cooperates for eleven turns, then 10 % less often than the other did in the last ten",
        FirstTournament.By("Gordon Tullock"), setup => new Tullock(setup.Seed));

    protected override Choice Choose(History history)
    {
        if (history.Count < Opening) return Choice.Cooperate;
        var kind = 0;
        for (var turn = history.Count - Window; turn < history.Count; turn++)
            if (history.Theirs(turn) == Choice.Cooperate) kind++;
        return CooperateWith((kind - 1) / (double)Window, _dice);
    }
}
