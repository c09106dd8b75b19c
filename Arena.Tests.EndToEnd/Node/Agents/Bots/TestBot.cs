using Arena.Client.Bots;
using Arena.Contracts.V1;

namespace Arena.Tests.EndToEnd.Node.Agents.Bots;

/// <summary>A bot that does what a test says; otherwise it takes the first action there is.</summary>
internal sealed class TestBot(Func<Turn, CancellationToken, ValueTask<int>>? choose = null) : IBot
{
    private readonly TaskCompletionSource<Turn> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<GameOver?> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Never answers.</summary>
    public static TestBot Silent() => new(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    });

    /// <summary>The first turn that it was asked for.</summary>
    public Task<Turn> Asked => _asked.Task;

    /// <summary>What it was told at the end of its first game.</summary>
    public Task<GameOver?> Over => _over.Task;

    public GameStart? Game { get; private set; }

    public ValueTask StartAsync(GameStart game, CancellationToken cancellationToken)
    {
        Game ??= game;
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken)
    {
        _asked.TrySetResult(turn);
        return choose?.Invoke(turn, cancellationToken) ?? ValueTask.FromResult(turn.Legal[0].Action);
    }

    public ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken)
    {
        _over.TrySetResult(over);
        return ValueTask.CompletedTask;
    }
}
