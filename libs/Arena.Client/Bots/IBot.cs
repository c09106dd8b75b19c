using Arena.Contracts.V1;

namespace Arena.Client.Bots;

/// <summary>
/// A program that plays. <see cref="BotRunner"/> connects it to a node and calls it; calls of one game come one after
/// the other, those of several games side by side (<see cref="BotOptions.MaxGames"/>).
/// </summary>
/// <remarks>An exception ends the runner: the bot leaves, and forfeits the games it was in.</remarks>
public interface IBot
{
    /// <summary>A game begins. Default: nothing.</summary>
    ValueTask StartAsync(GameStart game, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The bot's move: one of <see cref="Turn.Legal"/>'s actions.</summary>
    /// <param name="game">The game.</param>
    /// <param name="turn">What the bot may know of the position, and the actions it has.</param>
    /// <param name="cancellationToken">Cancelled when the move is no longer awaited.</param>
    ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken);

    /// <summary>A game has ended. Default: nothing.</summary>
    /// <param name="game">The game.</param>
    /// <param name="over">What came of it; null when it was lost with the node and will be played again.</param>
    /// <param name="cancellationToken">Never cancelled.</param>
    ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
