using Arena.Contracts.V1;

namespace Arena.Node.Agents.Bots;

internal sealed partial class BotSession
{
    private sealed class Game(BotSession bot, GameStart start) : IBotGame
    {
        // Under the session's lock.
        private Turn? _turn;
        private TaskCompletionSource<Move>? _answer;

        public string Id => start.GameId;

        public async Task<Move> AskAsync(Turn turn, CancellationToken cancellationToken)
        {
            var answer = new TaskCompletionSource<Move>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (bot._lock)
            {
                (_turn, _answer) = (turn, answer);
                bot.Send(new HostMessage { Turn = turn });
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bot._gone.Token);
            try
            {
                return await answer.Task.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw bot.Disconnected();
            }
            finally
            {
                lock (bot._lock)
                    _answer = null;
            }
        }

        public Task EndAsync(GameOver over, CancellationToken cancellationToken)
        {
            bot.Leave(this, over);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            bot.Leave(this, new GameOver { GameId = Id });
            return ValueTask.CompletedTask;
        }

        public void Take(Move move)
        {
            if (_answer is not null && move.Turn == _turn!.Turn_)
                _answer.TrySetResult(move);
        }

        public void TellAgain(BotConnection connection)
        {
            connection.Send(new HostMessage { Game = start });
            if (_answer is not null)
                connection.Send(new HostMessage { Turn = _turn });
        }
    }
}
