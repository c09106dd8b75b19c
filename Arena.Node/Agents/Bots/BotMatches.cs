using System.Collections.Concurrent;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Arena.Node.Peers;
using Arena.ServiceDefaults.Access;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Node.Agents.Bots;

/// <summary>Seats bots at matches, wherever they are connected.</summary>
internal sealed class BotMatches(
    BotLobby lobby, BotVariants variants, PeerTrust trust, IOptions<BotsOptions> options, IOptions<AccessOptions> access) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _nodes = new(StringComparer.Ordinal);

    /// <summary>The bots of one match.</summary>
    /// <param name="leagueId">The league that it is played in.</param>
    /// <param name="addresses">The gRPC addresses of the nodes where bots are connected, by bot.</param>
    public IAgentSource For(string leagueId, IReadOnlyDictionary<string, string> addresses) => new Source(this, leagueId, addresses);

    public void Dispose()
    {
        foreach (var channel in _nodes.Values)
            channel.Dispose();
    }

    private Task TellVariantsAsync(GameStart start, CancellationToken cancellationToken) => variants.TellAsync(start, cancellationToken);

    private Task<IBotGame> SitAsync(GameStart start, IReadOnlyDictionary<string, string> addresses, CancellationToken cancellationToken)
    {
        if (lobby.Find(start.Bot) is { } here)
            return here.SitAsync(start, cancellationToken);
        if (addresses.GetValueOrDefault(start.Bot) is not { Length: > 0 } address)
            throw BotAbsent.Of(start.Bot);
        var channel = _nodes.GetOrAdd(address, a => ArenaChannel.Open(new Uri(a), trust.Roots, certificate: trust.Own));
        var headers = NodeHeaders.Of(access.Value);
        if (headers.Count == 0 && options.Value.Token is { Length: > 0 } token)
            headers.Add("authorization", $"Bearer {token}");
        return RemoteBotGame.SitAsync(new BotService.BotServiceClient(channel), headers, start, cancellationToken);
    }

    private static GameStart Start(MatchSpec spec, string leagueId, string id, int seat)
    {
        var start = new GameStart
        {
            GameId = $"{id}-{seat}",
            Bot = TenantName.Qualify(TenantName.TenantOf(leagueId), spec.Agents[seat].Name),
            LeagueId = leagueId,
            Game = spec.Game.Type.Name,
            Seat = seat,
            Players = { spec.Agents.Select(a => a.Name) },
            MoveTimeLimitMs = (uint)spec.MoveTimeLimit.TotalMilliseconds,
            TimeControl = spec.TimeControlOf(seat).ToString(),
            Opening = spec.Opening.State ?? "",
        };
        foreach (var (name, value) in spec.Game.Parameters.Values)
            start.Parameters.Add(name, value);
        return start;
    }

    private sealed class Source(BotMatches matches, string leagueId, IReadOnlyDictionary<string, string> addresses) : IAgentSource
    {
        private readonly string _id = Guid.NewGuid().ToString("n");

        public bool Supplies(AgentProgram program) => program is AgentProgram.Bot;

        public async Task<ISeatedAgent> SeatAsync(MatchSpec spec, int seat, CancellationToken cancellationToken)
        {
            var start = Start(spec, leagueId, _id, seat);
            await matches.TellVariantsAsync(start, cancellationToken);
            return new BotAgent(await matches.SitAsync(start, addresses, cancellationToken), start.GameId, seat);
        }
    }
}
