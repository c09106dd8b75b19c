using Arena.Contracts.V1;
using Arena.Core.Agents;

namespace Arena.Node.Agents.Bots;

/// <summary>One game of a bot, which is connected here or to another node. Disposed without an end it is called off.</summary>
internal interface IBotGame : IAsyncDisposable
{
    /// <summary>Asks for a move.</summary>
    /// <exception cref="AgentDisconnectedException">The bot is gone.</exception>
    Task<Move> AskAsync(Turn turn, CancellationToken cancellationToken);

    Task EndAsync(GameOver over, CancellationToken cancellationToken);
}
