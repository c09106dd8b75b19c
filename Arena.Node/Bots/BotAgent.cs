using System.Buffers;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Core.Games;
using Turn = Arena.Contracts.V1.Turn;

namespace Arena.Node.Bots;

/// <summary>The near end of a bot.</summary>
internal sealed class BotAgent(IBotGame game, string gameId) : IAgent
{
    // No action of any game; the referee calls it illegal.
    private const int NoSuchAction = -1;

    public async ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        var turn = Describe(state, seat);
        var move = await game.AskAsync(turn, cancellationToken);
        return move.ChoiceCase switch
        {
            Move.ChoiceOneofCase.Action => move.Action,
            Move.ChoiceOneofCase.ActionName => turn.Legal.FirstOrDefault(a => a.Name == move.ActionName)?.Action ?? NoSuchAction,
            _ => NoSuchAction,
        };
    }

    private Turn Describe(GameState state, int seat)
    {
        var turn = new Turn { GameId = gameId, Turn_ = state.Moves, Observation = state.Observation(seat) };
        var actions = ArrayPool<int>.Shared.Rent(state.Game.ActionCount);
        foreach (var action in actions.AsSpan(0, state.LegalActions(seat, actions)))
            turn.Legal.Add(new LegalAction { Action = action, Name = state.ActionName(seat, action) });
        ArrayPool<int>.Shared.Return(actions);
        return turn;
    }
}
