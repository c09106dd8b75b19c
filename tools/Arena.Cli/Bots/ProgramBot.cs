using System.Collections.Concurrent;
using System.Text.Json;
using Arena.Cli.Output;
using Arena.Client.Bots;
using Arena.Contracts.V1;

namespace Arena.Cli.Bots;

/// <summary>
/// A program that plays by lines of JSON: it is told <c>start</c>, <c>turn</c> and <c>over</c> on its standard input, and
/// answers a turn with <c>{"action": …}</c> on its standard output. One process plays one game at a time and is used again.
/// </summary>
internal sealed class ProgramBot(IReadOnlyList<string> command) : IBot, IAsyncDisposable
{
    private const int NoSuchAction = -1;

    private readonly ConcurrentBag<BotProgram> _idle = [];
    private readonly ConcurrentDictionary<string, BotProgram> _playing = new(StringComparer.Ordinal);

    public async ValueTask StartAsync(GameStart game, CancellationToken cancellationToken)
    {
        var program = _playing[game.GameId] = _idle.TryTake(out var idle) ? idle : BotProgram.Start(command);
        await program.SayAsync(ReportJson.LineOf(new
        {
            type = "start",
            game = game.Game,
            parameters = game.Parameters,
            seat = game.Seat,
            players = game.Players,
            league = game.LeagueId,
            moveTimeLimitMs = game.MoveTimeLimitMs,
            variants = game.Variants,
        }), cancellationToken);
    }

    public async ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken)
    {
        var program = _playing[game.GameId];
        await program.SayAsync(ReportJson.LineOf(new
        {
            type = "turn",
            turn = turn.Turn_,
            observation = turn.Observation,
            legal = turn.Legal.Select(a => new { action = a.Action, name = a.Name }),
        }), cancellationToken);
        return Read(await program.HearAsync(cancellationToken), turn);
    }

    public async ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken)
    {
        if (!_playing.TryRemove(game.GameId, out var program))
            return;
        if (program.Owes)
        {
            // It still thinks about a turn of the last game, and its answer would be taken for one of the next.
            await program.DisposeAsync();
            return;
        }

        await program.SayAsync(ReportJson.LineOf(new
        {
            type = "over",
            score = over?.Score,
            verdict = over?.Verdict.ToString().ToLowerInvariant(),
            reason = over?.Reason,
        }), cancellationToken);
        _idle.Add(program);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _idle.Concat(_playing.Values))
            await program.DisposeAsync();
    }

    /// <summary>The action that a line names: <c>{"action": 3}</c>, <c>{"action": "x3"}</c>, or these without the object.</summary>
    private static int Read(string line, Turn turn)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var value = document.RootElement;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("action", out var action))
                value = action;
            return value.ValueKind switch
            {
                JsonValueKind.Number when value.TryGetInt32(out var number) => number,
                JsonValueKind.String => Named(value.GetString()!, turn),
                _ => throw new CommandException(
                    $"the program answered '{Short(line)}'; wanted {{\"action\": NUMBER or NAME}}", ExitCode.Failed),
            };
        }
        catch (JsonException)
        {
            return Named(line.Trim(), turn);
        }
    }

    private static int Named(string name, Turn turn) =>
        turn.Legal.FirstOrDefault(action => action.Name == name)?.Action ?? NoSuchAction;

    private static string Short(string line) => line.Length <= 80 ? line : line[..80] + " …";
}
