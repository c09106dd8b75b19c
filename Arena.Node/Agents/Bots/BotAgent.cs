using System.Buffers;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Turn = Arena.Contracts.V1.Turn;

namespace Arena.Node.Agents.Bots;

/// <summary>The near end of a bot.</summary>
internal sealed class BotAgent(IBotGame game, string gameId, int ownSeat) : ISeatedAgent
{
    // No action of any game; the referee calls it illegal.
    private const int NoSuchAction = -1;

    private IMatchView? _match;

    public void Attend(IMatchView match) => _match = match;

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

    public async ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken)
    {
        var over = new GameOver
        {
            GameId = gameId,
            Score = record.Scores[ownSeat],
            Verdict = VerdictMap.ToMessage(record.Verdicts[ownSeat]),
            Reason = record.Reason ?? "",
        };
        await game.EndAsync(over, cancellationToken);
    }

    public ValueTask DisposeAsync() => game.DisposeAsync();

    private Turn Describe(GameState state, int seat)
    {
        var turn = new Turn { GameId = gameId, Turn_ = state.Moves, Observation = state.Observation(seat) };
        var actions = ArrayPool<int>.Shared.Rent(state.Game.ActionCount);
        foreach (var action in actions.AsSpan(0, state.LegalActions(seat, actions)))
            turn.Legal.Add(new LegalAction { Action = action, Name = state.ActionName(seat, action) });
        ArrayPool<int>.Shared.Return(actions);
        for (var player = 0; _match is not null && player < state.Game.Type.Seats; player++)
        {
            var clock = _match.ClockOf(player);
            turn.Clocks.Add(new Contracts.V1.Clock { RemainingUs = (long)clock.Remaining.TotalMicroseconds,
                OverageUs = (long)clock.Overage.TotalMicroseconds });
        }

        return turn;
    }
}
