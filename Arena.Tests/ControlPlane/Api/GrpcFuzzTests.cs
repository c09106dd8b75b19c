using Arena.Contracts.V1;
using Arena.Tests.Shared;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.ControlPlane.Api;

/// <summary>Every call of the control plane's services that has one question and one answer, from its description.</summary>
public sealed class GrpcFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 40;

    private static readonly ServiceDescriptor[] _services =
    [
        LeagueService.Descriptor, NodeService.Descriptor, AgentService.Descriptor, RatingService.Descriptor, LedgerService.Descriptor,
        FlagService.Descriptor, DialService.Descriptor, AuditService.Descriptor, ProofService.Descriptor, AccessService.Descriptor,
    ];

    private static readonly StatusCode[] _faults =
        [StatusCode.Internal, StatusCode.Unknown, StatusCode.Unimplemented, StatusCode.Unavailable, StatusCode.DataLoss];

    [Fact]
    public async Task Nothing_that_anybody_asks_breaks_a_service()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var invoker = channel.CreateCallInvoker();
        foreach (var method in _services.SelectMany(s => s.Methods).Where(m => !m.IsClientStreaming && !m.IsServerStreaming))
        {
            for (var round = 0; round < Rounds; round++)
            {
                var request = AnyMessage.Of(dice, method.InputType);
                var status = await AskAsync(invoker, method, request);
                Assert.False(_faults.Contains(status.StatusCode), $"seed {seed}: {method.FullName} {request}: {status}");
                Assert.DoesNotContain("   at ", status.Detail, StringComparison.Ordinal);
                Assert.DoesNotContain("Exception was thrown", status.Detail, StringComparison.Ordinal);
            }
        }

        Assert.True((await host.GetAsync("/v1/leagues/l")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Question_that_cannot_be_read_is_the_callers_fault()
    {
        await using var host = await ApiHost.StartAsync();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var invoker = channel.CreateCallInvoker();
        foreach (var method in _services.SelectMany(s => s.Methods).Where(m => !m.IsClientStreaming && !m.IsServerStreaming))
        {
            var status = await AskAsync(invoker, method, [0x0a, 0x7f, 0x01]); // a text that is longer than the message
            Assert.Equal((method.Name, StatusCode.InvalidArgument), (method.Name, status.StatusCode));
        }
    }

    private static Task<Status> AskAsync(CallInvoker invoker, MethodDescriptor method, IMessage request) =>
        AskAsync(invoker, method, request.ToByteArray());

    private static async Task<Status> AskAsync(CallInvoker invoker, MethodDescriptor method, byte[] request)
    {
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        var call = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
        try
        {
            await invoker.AsyncUnaryCall(call, host: null, new CallOptions(), request);
            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }
}
