using Arena.Contracts.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>A bot's stream, by hand.</summary>
internal sealed class RawBot : IDisposable
{
    private readonly GrpcChannel _channel;

    public RawBot(Uri node, string name)
    {
        (_channel, Name) = (GrpcChannel.ForAddress(node), name);
        Call = new BotService.BotServiceClient(_channel).Play(cancellationToken: ServiceHost.Limit());
    }

    public string Name { get; }

    public AsyncDuplexStreamingCall<BotMessage, HostMessage> Call { get; }

    public async Task<BotWelcome> WelcomeAsync()
    {
        await Call.RequestStream.WriteAsync(new BotMessage { Hello = new BotHello { Name = Name, Session = "s", MaxGames = 1 } });
        Assert.True(await Call.ResponseStream.MoveNext());
        return Call.ResponseStream.Current.Welcome;
    }

    public void Dispose()
    {
        Call.Dispose();
        _channel.Dispose();
    }
}
