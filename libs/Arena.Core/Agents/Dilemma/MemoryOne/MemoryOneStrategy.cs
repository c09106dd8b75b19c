using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.MemoryOne;

/// <summary>
/// Remembers one turn: cooperates with a probability for each outcome of it (Nowak and Sigmund 1990). Many published
/// strategies are of this kind; <see cref="MemoryOneCatalog"/> names them.
/// </summary>
internal sealed class MemoryOneStrategy(ResponseVector response, Seed seed) : DilemmaAgent
{
    private readonly Dice _dice = new(seed);

    /// <summary>The probabilities.</summary>
    public ResponseVector Response => response;

    protected override Choice Choose(History history)
    {
        var kindness = response.First;
        if (!history.IsEmpty)
        {
            kindness = (history.MyLast, history.TheirLast) switch
            {
                (Choice.Cooperate, Choice.Cooperate) => response.AfterReward,
                (Choice.Cooperate, _) => response.AfterSucker,
                (_, Choice.Cooperate) => response.AfterTemptation,
                _ => response.AfterPunishment,
            };
        }

        return kindness switch { 0 => Choice.Defect, 1 => Choice.Cooperate, _ => CooperateWith(kindness, _dice) };
    }
}
