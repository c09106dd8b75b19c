using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.ServiceDefaults.Access;
using Grpc.Core;

namespace Arena.Node.Agents.Bots;

/// <summary>A game of a bot that is connected to another node.</summary>
internal sealed class RemoteBotGame : IBotGame
{
    private readonly AsyncDuplexStreamingCall<HostMessage, BotMessage> _call;
    private readonly string _bot;
    private Task<bool> _reading = Task.FromResult(true);

    private RemoteBotGame(AsyncDuplexStreamingCall<HostMessage, BotMessage> call, string bot) =>
        (_call, _bot) = (call, TenantName.Plain(bot));

    /// <exception cref="AgentUnavailableException">It is not there, or its node is not.</exception>
    public static async Task<IBotGame> SitAsync(
        BotService.BotServiceClient node, Metadata headers, GameStart start, CancellationToken cancellationToken)
    {
        var game = new RemoteBotGame(node.Sit(headers, cancellationToken: CancellationToken.None), start.Bot);
        try
        {
            await game.GreetAsync(start, cancellationToken);
            if (await game._call.ResponseStream.MoveNext(cancellationToken) && game._call.ResponseStream.Current.Ready is not null)
                return game;
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.NotFound or StatusCode.Unavailable or StatusCode.Internal)
        {
            // Told below.
        }
        catch
        {
            await game.DisposeAsync();
            throw;
        }

        await game.DisposeAsync();
        throw BotAbsent.Of(start.Bot);
    }

    private async Task GreetAsync(GameStart start, CancellationToken cancellationToken)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new HostMessage { Game = start }, cancellationToken);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // A write to a call that is over fails with CANCELLED; why it is over, the reader knows.
        }
    }

    public async Task<Move> AskAsync(Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new HostMessage { Turn = turn }, cancellationToken);

            // A read that is cancelled would end the call, which the game's end still goes down.
            _reading = _call.ResponseStream.MoveNext(CancellationToken.None);
            if (await _reading.WaitAsync(cancellationToken) && _call.ResponseStream.Current.Move is { } move)
                return move;
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below.
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new AgentDisconnectedException($"the bot '{_bot}' left and did not come back");
    }

    public async Task EndAsync(GameOver over, CancellationToken cancellationToken)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new HostMessage { Over = over }, cancellationToken);
            await _call.RequestStream.CompleteAsync();
            while (await _reading.WaitAsync(cancellationToken))
                _reading = _call.ResponseStream.MoveNext(CancellationToken.None);
        }
        catch (RpcException)
        {
            // The bot or its node is gone, and need not hear.
        }
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        return ValueTask.CompletedTask;
    }
}
