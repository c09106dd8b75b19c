using System.Security.Cryptography;
using System.Text;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.ServiceDefaults.Access;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Arena.Node.Agents.Bots;

internal sealed partial class BotGrpcService(
    BotLobby lobby, IOptions<BotsOptions> options, IOptions<NodeOptions> node, IOptions<AccessOptions> access, IConfiguration configuration,
    IHostApplicationLifetime lifetime, ILogger<BotGrpcService> logger)
    : BotService.BotServiceBase
{
    private const int MaxNameLength = 64;
    private const uint MaxGames = 1_024;

    public override async Task Play(
        IAsyncStreamReader<BotMessage> requestStream, IServerStreamWriter<HostMessage> responseStream, ServerCallContext context)
    {
        Authenticate(context);
        var hello = await HelloAsync(requestStream, context.CancellationToken);
        Claim(hello, Caller.Of(context.GetHttpContext()));
        var (session, connection) = Enter(hello);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, connection.Closed, lifetime.ApplicationStopping);
        LogConnected(hello.Name, context.Peer);
        try
        {
            var sending = SendAsync(connection, responseStream, ends.Token);
            while (await requestStream.MoveNext(ends.Token))
            {
                if (requestStream.Current.Move is { } move)
                    session.Take(move);
            }

            connection.Close();
            await sending;
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException && ends.IsCancellationRequested)
        {
            // The bot left, a newer stream took this one's place, or the node stops.
            if (connection.Refusal is { } refusal)
                throw Fault(StatusCode.AlreadyExists, refusal);
        }
        finally
        {
            lobby.Leave(session, connection);
            LogLeft(hello.Name);
        }
    }

    public override async Task Sit(
        IAsyncStreamReader<HostMessage> requestStream, IServerStreamWriter<BotMessage> responseStream, ServerCallContext context)
    {
        Authenticate(context);
        var cancellationToken = context.CancellationToken;
        if (!await requestStream.MoveNext(cancellationToken) || requestStream.Current.Game is not { } start)
            throw Fault(StatusCode.InvalidArgument, "The first message must be game.");
        try
        {
            var session = lobby.Find(start.Bot) ?? throw BotAbsent.Of(start.Bot);
            await using var game = await session.SitAsync(start, cancellationToken);
            await responseStream.WriteAsync(new BotMessage { Ready = new Ready() }, cancellationToken);
            await RelayAsync(game, requestStream, responseStream, cancellationToken);
        }
        catch (AgentUnavailableException absent)
        {
            throw Fault(StatusCode.NotFound, absent.Message);
        }
        catch (AgentDisconnectedException left)
        {
            throw Fault(StatusCode.Aborted, left.Message);
        }
    }

    private static async Task RelayAsync(
        IBotGame game, IAsyncStreamReader<HostMessage> requests, IServerStreamWriter<BotMessage> responses,
        CancellationToken cancellationToken)
    {
        var next = requests.MoveNext(cancellationToken);
        while (await next)
        {
            var request = requests.Current;
            next = requests.MoveNext(cancellationToken);
            if (request.Turn is { } turn)
                await RelayAsync(game, turn, next, responses, cancellationToken);
            else if (request.Over is { } over)
                await game.EndAsync(over, cancellationToken);
        }
    }

    // Until the bot answers, or the other node has more to say: then it does not wait for this any longer.
    private static async Task RelayAsync(
        IBotGame game, Turn turn, Task next, IServerStreamWriter<BotMessage> responses, CancellationToken cancellationToken)
    {
        using var awaited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = game.AskAsync(turn, awaited.Token);
        if (await Task.WhenAny(answer, next) == answer)
        {
            await responses.WriteAsync(new BotMessage { Move = await answer }, cancellationToken);
            return;
        }

        await awaited.CancelAsync();
        await Task.WhenAny(answer); // cancelled, or the bot has left: the same to whoever plays there
    }

    private (BotSession Session, BotConnection Connection) Enter(BotHello hello)
    {
        var welcome = new BotWelcome
        {
            Node = node.Value.Name,
            ResumeMs = (uint)options.Value.Resume.TotalMilliseconds,
            Address = configuration["Kestrel:Endpoints:grpc:Url"] ?? "",
        };
        return lobby.Enter(hello, welcome) switch
        {
            BotEntry.Entered entered => (entered.Session, entered.Connection),
            BotEntry.Full full =>
                throw Fault(StatusCode.ResourceExhausted, $"There are {full.MaxBots} bots here already, which is the limit."),
            _ => throw Fault(
                StatusCode.AlreadyExists,
                $"Another process plays as '{TenantName.Plain(hello.Name)}' here: stop it, or take another name."),
        };
    }

    private static async Task<BotHello> HelloAsync(IAsyncStreamReader<BotMessage> stream, CancellationToken cancellationToken)
    {
        if (!await stream.MoveNext(cancellationToken) || stream.Current.Hello is not { } hello)
            throw Fault(StatusCode.InvalidArgument, "The first message must be hello.");
        if (hello.Name.Length is 0 or > MaxNameLength || hello.Session.Length is 0 or > MaxNameLength)
            throw Fault(StatusCode.InvalidArgument,
                $"hello must have a name and a session of 1 to {MaxNameLength} characters; they have {hello.Name.Length} and "
                + $"{hello.Session.Length}.");
        if (hello.MaxGames > MaxGames)
            throw Fault(StatusCode.InvalidArgument, $"max_games is {hello.MaxGames}; wanted 0 to {MaxGames}.");
        return hello;
    }

    private static async Task SendAsync(
        BotConnection connection, IServerStreamWriter<HostMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in connection.Outgoing.ReadAllAsync(cancellationToken))
            await stream.WriteAsync(message, cancellationToken);
    }

    // Under that name the system knows it from here on.
    private static void Claim(BotHello hello, Caller caller)
    {
        if (!caller.MayPlayAs(hello.Name))
        {
            throw Fault(StatusCode.PermissionDenied,
                $"Your key is not for the agent '{hello.Name}'; it is for {string.Join(", ", caller.Agents)}.");
        }

        hello.Name = TenantName.Qualify(caller.Tenant, hello.Name);
    }

    // Where every caller has said who they are, there is no need of a word that all share.
    private void Authenticate(ServerCallContext context)
    {
        if (access.Value.IsRequired || options.Value.Token is not { Length: > 0 } token)
            return;
        var shown = context.RequestHeaders.GetValue("authorization") ?? "";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes($"Bearer {token}")))
            throw Fault(StatusCode.Unauthenticated, "This node wants its token: metadata 'authorization: Bearer TOKEN'.");
    }

    private static RpcException Fault(StatusCode code, string detail) => new(new Status(code, detail));

    [LoggerMessage(Level = LogLevel.Information, Message = "Bot {Bot} connected from {Peer}")]
    private partial void LogConnected(string bot, string peer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Bot {Bot} disconnected")]
    private partial void LogLeft(string bot);
}
