using Arena.Contracts.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>A node's stream, by hand; it plays nothing.</summary>
internal sealed class RawNode : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<NodeMessage, ControlMessage> _call;
    private readonly string _name;
    private readonly string _session;

    public RawNode(Uri controlPlane, string name, string? session = null)
    {
        (_channel, _name, _session) = (GrpcChannel.ForAddress(controlPlane), name, session ?? name);
        _call = new WorkService.WorkServiceClient(_channel).Work(cancellationToken: ServiceHost.Limit());
    }

    public async Task<Welcome> WelcomeAsync()
    {
        Assert.True(await GreetAsync());
        return _call.ResponseStream.Current.Welcome;
    }

    /// <summary>Says hello and hears whether anything comes before the stream ends.</summary>
    public async Task<bool> GreetAsync()
    {
        await _call.RequestStream.WriteAsync(new NodeMessage
        {
            Hello = new Hello { Node = _name, Session = _session, Capacity = 16, Parallelism = 1, Games = { "tic_tac_toe" } },
        });
        return await NextAsync();
    }

    /// <summary>The stream ends: true when another message came instead.</summary>
    public Task<bool> NextAsync() => _call.ResponseStream.MoveNext();

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }
}
