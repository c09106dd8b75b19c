using Arena.Contracts.V1;
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
    ];

    private static readonly string[] _texts =
    [
        "", "l", "L", "../l", "'; drop table leagues; --", "\0", "l\0", "\u202e", "\ud83d\ude00", "{}", "[]", "null", "0", "-1",
        "{\"name\":\"l\"}", ApiHost.League, new string('a', 100_000), new string('[', 5_000),
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
                var request = AnyOf(dice, method.InputType, depth: 0);
                var status = await AskAsync(invoker, method, request);
                Assert.False(_faults.Contains(status.StatusCode), $"seed {seed}: {method.FullName} {request}: {status}");
                Assert.DoesNotContain("   at ", status.Detail, StringComparison.Ordinal);
                Assert.DoesNotContain("Exception was thrown", status.Detail, StringComparison.Ordinal);
            }
        }

        Assert.True((await host.GetAsync("/v1/leagues/l")).IsSuccessStatusCode);
    }

    private static async Task<Status> AskAsync(CallInvoker invoker, MethodDescriptor method, IMessage request)
    {
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        var call = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
        try
        {
            await invoker.AsyncUnaryCall(call, host: null, new CallOptions(), request.ToByteArray());
            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }

    private static IMessage AnyOf(Random dice, MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InDeclarationOrder().Where(f => !f.IsRepeated && dice.Next(4) > 0))
        {
            if (field.FieldType != FieldType.Message)
                field.Accessor.SetValue(message, Value(dice, field));
            else if (depth < 3)
                field.Accessor.SetValue(message, AnyOf(dice, field.MessageType, depth + 1));
        }

        return message;
    }

    private static object Value(Random dice, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => _texts[dice.Next(_texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[dice.Next(4) == 0 ? 32 : dice.Next(100)]),
        FieldType.Bool => dice.Next(2) == 0,
        FieldType.Enum => dice.Next(-1, 20),
        FieldType.Double => dice.Next(3) switch { 0 => double.NaN, 1 => double.MaxValue, _ => -1.0 },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Number(dice, int.MinValue, int.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)dice.Next(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => dice.Next(2) == 0 ? dice.NextInt64(long.MinValue, long.MaxValue) : 1L,
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)dice.NextInt64(),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.FieldType, "has no values here"),
    };

    private static int Number(Random dice, int least, int most) =>
        dice.Next(4) switch { 0 => least, 1 => most, 2 => -1, _ => dice.Next(10) };
}
