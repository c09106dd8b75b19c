using Arena.Client.Bots;
using Arena.Contracts.V1;
using Grpc.Core;

// A bot in C#: plays any game, and plays it at random. Exit code 0: interrupted; 1: turned away, or no node answers; 2: wrong usage.
const string Usage = """
    Usage: dotnet run --project samples/bots/csharp -- NAME NODE-ADDRESS [TOKEN]
           for example: dotnet run --project samples/bots/csharp -- carl http://127.0.0.1:5083
    NODE-ADDRESS may be several, separated by commas: when a node is gone, the bot goes to the next.
    """;

if (args is ["-h" or "--help"])
{
    Console.WriteLine(Usage);
    return 0;
}

if (args is not ([_, _] or [_, _, _]))
    return Wrong($"wanted NAME NODE-ADDRESS [TOKEN], got {args.Length} arguments.\n\n{Usage}");
var (name, addresses, token) = (args[0], args[1], args.ElementAtOrDefault(2));
if (name.Length == 0)
    return Wrong("the name must be the one that the league has for the bot, as in: carl");
var nodes = new List<Uri>();
foreach (var address in addresses.Split(','))
{
    if (!Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var node)
        || node is not { Scheme: "http" or "https", PathAndQuery: "/" })
        return Wrong($"'{address}' is not an address such as http://127.0.0.1:5083");
    nodes.Add(node);
}
if (token?.All(c => c is >= ' ' and <= '~') == false)
    return Wrong("the token must be of ASCII characters");

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupted.Cancel();
};

var options = new BotOptions { Name = name, Nodes = nodes, Token = token, MaxGames = 8, Patience = TimeSpan.FromSeconds(9) };
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
    var why = failure.Status.Detail;
    var asked = string.Join(", ", nodes.Select(node => node.Authority));
    Console.Error.WriteLine(failure.StatusCode switch
    {
        StatusCode.Unavailable => $"{name}: no node answers at {asked}: {why}",
        StatusCode.Unimplemented => $"{name}: what answers at {asked} is no node of Arena: {why}",
        _ => $"{name}: {why}",
    });
    return 1;
}

return 0;

static int Wrong(string what)
{
    Console.Error.WriteLine($"Bot: {what}");
    return 2;
}

internal sealed class RandomBot : IBot
{
    // The bot's mind: an action of turn.Legal, given turn.Observation. Yours to write.
    public ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken) =>
        ValueTask.FromResult(turn.Legal[Random.Shared.Next(turn.Legal.Count)].Action);

    public ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken)
    {
        if (over is not null)
            Console.WriteLine($"{string.Join(" v ", game.Players)}: {over.Score} {over.Reason}".TrimEnd());
        return ValueTask.CompletedTask;
    }
}
