using Arena.Client.Bots;
using Arena.Contracts.V1;
using Grpc.Core;

// A bot in C#: plays any game, and plays it at random.
if (args is not [var name, var address, ..])
{
    Console.Error.WriteLine("Usage: Bot NAME NODE-URL [TOKEN]       for example: Bot carl http://127.0.0.1:5083");
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupted.Cancel();
};

var options = new BotOptions { Name = name, Node = new Uri(address), Token = args.ElementAtOrDefault(2), MaxGames = 8 };
var runner = new BotRunner(new RandomBot(), options) { Welcomed = welcome => Console.WriteLine($"{name} plays at {welcome.Node}") };
try
{
    await runner.RunAsync(interrupted.Token);
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 0;
}
catch (RpcException failure)
{
    Console.Error.WriteLine($"{name}: {failure.Status.Detail}");
    return 1;
}

return 0;

internal sealed class RandomBot : IBot
{
    // The bot's mind: an action of turn.Legal, given turn.Observation. Yours to write.
    public ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken) =>
        ValueTask.FromResult(turn.Legal[Random.Shared.Next(turn.Legal.Count)].Action);

    public ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken)
    {
        if (over is not null)
            Console.WriteLine($"{string.Join(" v ", game.Players)}: {over.Score} {over.Reason}");
        return ValueTask.CompletedTask;
    }
}
