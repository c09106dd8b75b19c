using System.Collections.Concurrent;
using System.Collections.Immutable;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Core.Matches;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Node.Bots;

/// <summary>Plays matches in which bots sit, wherever they are connected.</summary>
internal sealed class BotMatches(BotLobby lobby, IOptions<BotsOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _nodes = new(StringComparer.Ordinal);

    /// <param name="addresses">The gRPC addresses of the nodes where bots are connected, by bot.</param>
    /// <exception cref="BotAbsentException">A bot was not there to start.</exception>
    public async Task<MatchRecord> PlayAsync(
        MatchSpec spec, string leagueId, IReadOnlyDictionary<string, string> addresses, CancellationToken cancellationToken)
    {
        var games = new IBotGame?[spec.Agents.Length];
        var id = Guid.NewGuid().ToString("n");
        try
        {
            // In the order of names everywhere: two matches that want the same two bots cannot wait for each other.
            foreach (var seat in Enumerable.Range(0, games.Length).Where(s => spec.Agents[s].IsBot).OrderBy(s => spec.Agents[s].Name, StringComparer.Ordinal))
                games[seat] = await SitAsync(Start(spec, leagueId, id, seat), addresses, cancellationToken);
            var agents = games.Select((game, seat) => game is null ? MatchRunner.CreateAgent(spec, seat) : new BotAgent(game, $"{id}-{seat}"));
            var record = await MatchRunner.PlayAsync(spec, [.. agents], time, cancellationToken);
            await EndAsync(games, record, id, cancellationToken);
            return record;
        }
        finally
        {
            foreach (var game in games)
            {
                if (game is not null)
                    await game.DisposeAsync();
            }
        }
    }

    public void Dispose()
    {
        foreach (var channel in _nodes.Values)
            channel.Dispose();
    }

    private Task<IBotGame> SitAsync(GameStart start, IReadOnlyDictionary<string, string> addresses, CancellationToken cancellationToken)
    {
        if (lobby.Find(start.Bot) is { } here)
            return here.SitAsync(start, cancellationToken);
        if (addresses.GetValueOrDefault(start.Bot) is not { Length: > 0 } address)
            throw new BotAbsentException(start.Bot);
        var channel = _nodes.GetOrAdd(address, a => GrpcChannel.ForAddress(a));
        var headers = new Metadata();
        if (options.Value.Token is { Length: > 0 } token)
            headers.Add("authorization", $"Bearer {token}");
        return RemoteBotGame.SitAsync(new BotService.BotServiceClient(channel), headers, start, cancellationToken);
    }

    private static GameStart Start(MatchSpec spec, string leagueId, string id, int seat)
    {
        var start = new GameStart
        {
            GameId = $"{id}-{seat}",
            Bot = spec.Agents[seat].Name,
            LeagueId = leagueId,
            Game = spec.Game.Type.Name,
            Seat = seat,
            Players = { spec.Agents.Select(a => a.Name) },
            MoveTimeLimitMs = (uint)spec.MoveTimeLimit.TotalMilliseconds,
        };
        foreach (var (name, value) in spec.Game.Parameters.Values)
            start.Parameters.Add(name, value);
        return start;
    }

    private static async Task EndAsync(IBotGame?[] games, MatchRecord record, string id, CancellationToken cancellationToken)
    {
        for (var seat = 0; seat < games.Length; seat++)
        {
            if (games[seat] is not { } game)
                continue;
            var over = new GameOver
            {
                GameId = $"{id}-{seat}",
                Score = record.Scores[seat],
                Verdict = Work.VerdictMap.ToMessage(record.Verdicts[seat]),
                Reason = record.Reason ?? "",
            };
            await game.EndAsync(over, cancellationToken);
        }
    }
}
