using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Arena.Contracts.V1;

namespace Arena.Client.Bots;

/// <summary>One game that a bot is in: its turns one after the other.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing to dispose of.")]
internal sealed class DealtGame
{
    private readonly IBot _bot;
    private readonly GameStart _start;
    private readonly ChannelWriter<Move> _moves;
    private readonly Channel<Turn> _turns = Channel.CreateUnbounded<Turn>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private GameOver? _over;
    private Move? _last;

    private DealtGame(IBot bot, GameStart start, ChannelWriter<Move> moves) => (_bot, _start, _moves) = (bot, start, moves);

    /// <param name="bot">Who plays.</param>
    /// <param name="start">The game.</param>
    /// <param name="moves">Where moves go.</param>
    /// <param name="failed">Told what the bot throws.</param>
    public static DealtGame Begin(IBot bot, GameStart start, ChannelWriter<Move> moves, TaskCompletionSource failed)
    {
        var game = new DealtGame(bot, start, moves);
        _ = Task.Run(() => game.PlayAsync(failed));
        return game;
    }

    public void Tell(Turn turn) => _turns.Writer.TryWrite(turn);

    public void End(GameOver over)
    {
        _over = over;
        Forget();
    }

    /// <summary>The game is gone: the move that is being thought about is not awaited.</summary>
    public void Forget()
    {
        _turns.Writer.TryComplete();
        _ = _ended.CancelAsync();
    }

    private async Task PlayAsync(TaskCompletionSource failed)
    {
        try
        {
            await TakeTurnsAsync().ConfigureAwait(false);
            await _bot.EndAsync(_start, _over, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            failed.TrySetException(failure);
        }
    }

    private async Task TakeTurnsAsync()
    {
        try
        {
            await _bot.StartAsync(_start, _ended.Token).ConfigureAwait(false);
            await foreach (var turn in _turns.Reader.ReadAllAsync(_ended.Token).ConfigureAwait(false))
            {
                // A turn that is asked again: the answer went down with the stream.
                if (_last?.Turn != turn.Turn_)
                {
                    var action = await _bot.ChooseAsync(_start, turn, _ended.Token).ConfigureAwait(false);
                    _last = new Move { GameId = _start.GameId, Turn = turn.Turn_, Action = action };
                }

                _moves.TryWrite(_last);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The game is over.
        }
    }
}
