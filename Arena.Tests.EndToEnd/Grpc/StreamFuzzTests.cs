using Arena.Contracts.V1;
using Arena.Tests.Shared;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Every call that streams, from its description: what nobody should send on it, in any order, and leaving in the midst.</summary>
public sealed class StreamFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 60;
    private const int Oversized = (4 << 20) + 1;

    // Of a field that no message has, with a text of four bytes.
    private static readonly byte[] _unknown = [0xc2, 0x3e, 0x04, 1, 2, 3, 4];

    // The text of a field is longer than the message.
    private static readonly byte[] _torn = [0x0a, 0x7f, 0x01];

    private static readonly StatusCode[] _faults =
        [StatusCode.Internal, StatusCode.Unknown, StatusCode.Unimplemented, StatusCode.Unavailable, StatusCode.DataLoss];

    // What is right at first, so that what comes after it is heard too.
    private static readonly Dictionary<string, IMessage> _first = new()
    {
        ["Work"] = new NodeMessage { Hello = new Hello { Node = "n", Session = "s", Capacity = 4, Games = { "tic_tac_toe" } } },
        ["Play"] = new BotMessage { Hello = new BotHello { Name = "ann", Session = "s" } },
        ["Sit"] = new HostMessage { Game = new GameStart { Bot = "ann", Game = "tic_tac_toe" } },
        ["SubmitUpdate"] = new UpdateChunk { Header = new UpdateHeader { Model = "m", Client = "c" } },
    };

    private static readonly Marshaller<byte[]> _bytes = new(b => b, b => b);

    [Fact]
    public async Task Nothing_that_is_streamed_breaks_the_control_plane()
    {
        await using var host = await ServiceHost.ControlPlaneAsync();
        await BreakAsync(host, [WorkService.Descriptor, LeagueService.Descriptor, FlagService.Descriptor]);
    }

    [Fact]
    public async Task Nothing_that_is_streamed_breaks_a_node()
    {
        await using var host = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        await BreakAsync(host, [BotService.Descriptor]);
    }

    [Fact]
    public async Task Nothing_that_is_streamed_breaks_the_federation()
    {
        await using var host = await ServiceHost.FederationAsync();
        await BreakAsync(host, [FederationService.Descriptor]);
    }

    private async Task BreakAsync(ServiceHost host, ServiceDescriptor[] services)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        using var channel = GrpcChannel.ForAddress(host.Address);
        var invoker = channel.CreateCallInvoker();
        foreach (var method in services.SelectMany(s => s.Methods).Where(m => m.IsClientStreaming || m.IsServerStreaming))
        {
            var statuses = new List<StatusCode>();
            for (var round = 0; round < Rounds; round++)
            {
                var sent = AnyOrder(dice, method);
                var status = await AskAsync(invoker, method, sent, leaves: dice.Next(4) == 0);
                var what = $"seed {seed}, round {round}: {method.FullName} {string.Join(' ', sent.Select(Shown))}: {status}";
                Assert.False(_faults.Contains(status.StatusCode), what);
                Assert.DoesNotContain("Exception was thrown", status.Detail, StringComparison.Ordinal);
                statuses.Add(status.StatusCode);
            }

            output.WriteLine($"{method.Name}: {string.Join(", ", statuses.CountBy(status => status))}");
        }

        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest()); // it answers

        Assert.Empty(host.Log.Entries.Where(entry => entry.Level >= LogLevel.Error && !IsOfLibrary(entry)).Select(entry => entry.Text));
    }

    // A node without a control plane, as here, is unhealthy; and who leaves before the question is read, or whose question cannot be read,
    // is an error to the library.
    private static bool IsOfLibrary(LogBook.Entry entry) =>
        entry.Category.Contains("HealthChecks", StringComparison.Ordinal)
        || entry.Text.Contains("The client reset the request stream.", StringComparison.Ordinal)
        || entry.Text.Contains("InvalidProtocolBufferException", StringComparison.Ordinal);

    // A stream of the service alone is asked for with one message, which the library sees to.
    private static byte[][] AnyOrder(Random dice, MethodDescriptor method)
    {
        if (!method.IsClientStreaming)
            return [AnyBytes(dice, method)];
        byte[][] first = dice.Next(2) == 0 ? [_first[method.Name].ToByteArray()] : [];
        return [.. first, .. Enumerable.Range(0, dice.Next(4)).Select(_ => AnyBytes(dice, method))];
    }

    private static byte[] AnyBytes(Random dice, MethodDescriptor method)
    {
        var message = AnyMessage.Of(dice, method.InputType).ToByteArray();
        return dice.Next(8) switch
        {
            0 => [],
            1 => [.. message, .. _unknown],
            2 => _torn,
            3 when method.IsClientStreaming && dice.Next(4) == 0 => new byte[Oversized],
            _ => message,
        };
    }

    /// <summary>What comes of a call on which all that is sent; whoever does not leave waits for an answer, or a moment.</summary>
    private static async Task<Status> AskAsync(CallInvoker invoker, MethodDescriptor method, byte[][] messages, bool leaves)
    {
        var call = new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Service.FullName, method.Name, _bytes, _bytes);
        using var gone = new CancellationTokenSource();
        using var asked = invoker.AsyncDuplexStreamingCall(
            call, host: null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(2), cancellationToken: gone.Token));
        var sending = SendAsync(asked.RequestStream, messages, leaves ? gone : null);
        try
        {
            while (await asked.ResponseStream.MoveNext(default) && method.IsClientStreaming)
            {
                // To the end, which is the caller's to make; a stream of the service goes on.
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
        finally
        {
            asked.Dispose(); // what the service does not read any more would be sent for ever
            await sending;
        }
    }

    private static async Task SendAsync(IClientStreamWriter<byte[]> stream, byte[][] messages, CancellationTokenSource? leave)
    {
        try
        {
            foreach (var message in messages)
                await stream.WriteAsync(message);
            if (leave is not null)
                await leave.CancelAsync();
            else
                await stream.CompleteAsync();
        }
        catch (Exception)
        {
            // Why the call is over, the reader knows; the library throws whatever it stumbles over then.
        }
    }

    private static string Shown(byte[] message) =>
        message.Length <= 60 ? Convert.ToHexString(message) : $"{Convert.ToHexString(message.AsSpan(0, 60))}… ({message.Length} bytes)";
}
