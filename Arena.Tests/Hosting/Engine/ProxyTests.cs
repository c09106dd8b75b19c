using System.Globalization;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Arena.Tests.Grpc;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.Hosting.Engine;

/// <summary>One address in front of several processes.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task One_channel_reaches_every_replica()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(3);
        await test.StartAndWaitAsync();
        using var channel = GrpcChannel.ForAddress(service.GetEndpoint("grpc").Url);
        var client = new Trial.TrialClient(channel);
        var answers = new List<string>();
        for (var i = 0; i < 12; i++)
            answers.Add((await client.UnaryAsync(new Ask { Count = i }, cancellationToken: test.Limit)).Text);

        // One call at a time: the replicas take turns.
        Assert.All(answers.CountBy(a => a), c => Assert.InRange(c.Value, 3, 5));
        Assert.Equal(3, answers.Distinct().Count());
    }

    [Fact]
    public async Task Long_streams_are_dealt_out_evenly_and_keep_their_order()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        using var channel = GrpcChannel.ForAddress(service.GetEndpoint("grpc").Url);
        var client = new Trial.TrialClient(channel);
        var payload = ByteString.CopyFrom(new byte[10_000]);

        async Task<string> ChatAsync()
        {
            using var call = client.Chat(cancellationToken: test.Limit);
            var from = "";
            for (var i = 0; i < 100; i++)
            {
                await call.RequestStream.WriteAsync(new Ask { Count = i, Payload = payload }, test.Limit);
                Assert.True(await call.ResponseStream.MoveNext(test.Limit));
                Assert.Equal(i, call.ResponseStream.Current.Count);
                Assert.Equal(payload, call.ResponseStream.Current.Payload);
                from = call.ResponseStream.Current.Text;
            }

            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(test.Limit));
            return from;
        }

        await client.UnaryAsync(new Ask(), cancellationToken: test.Limit);
        var replicas = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChatAsync()));
        Assert.Equal([4, 4], replicas.CountBy(r => r).Select(c => c.Value));
    }

    [Fact]
    public async Task More_than_any_window_passes_in_both_directions()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        using var channel = GrpcChannel.ForAddress(service.GetEndpoint("grpc").Url);
        var client = new Trial.TrialClient(channel);
        var payload = ByteString.CopyFrom(new byte[1_000_000]);

        async Task UploadAsync()
        {
            using var call = client.Collect(cancellationToken: test.Limit);
            for (var i = 0; i < 8; i++)
                await call.RequestStream.WriteAsync(new Ask { Payload = payload }, test.Limit);
            await call.RequestStream.CompleteAsync();
            Assert.Equal(8_000_000, (await call.ResponseAsync).Count);
        }

        async Task EchoAsync()
        {
            var answer = await client.UnaryAsync(new Ask { Payload = payload }, cancellationToken: test.Limit);
            Assert.Equal(payload, answer.Payload);
        }

        await Task.WhenAll(UploadAsync(), UploadAsync(), EchoAsync(), EchoAsync(), EchoAsync());
    }

    [Fact]
    public async Task Replica_that_dies_fails_its_own_calls_only_and_others_take_over()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        using var channel = GrpcChannel.ForAddress(service.GetEndpoint("grpc").Url);
        var client = new Trial.TrialClient(channel);
        var calls = new List<AsyncDuplexStreamingCall<Ask, Answer>>();
        while (calls.Select(c => c.ResponseStream.Current.Text).Distinct().Count() < 2)
        {
            var call = client.Chat(cancellationToken: test.Limit);
            calls.Add(call);
            await call.RequestStream.WriteAsync(new Ask(), test.Limit);
            Assert.True(await call.ResponseStream.MoveNext(test.Limit));
        }

        var victim = calls[0].ResponseStream.Current.Text;
        Libc.Kill(int.Parse(victim, CultureInfo.InvariantCulture), UnixSignal.Kill);
        foreach (var call in calls)
        {
            if (call.ResponseStream.Current.Text == victim)
            {
                await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(test.Limit));
                continue;
            }

            await call.RequestStream.WriteAsync(new Ask { Count = 7 }, test.Limit);
            Assert.True(await call.ResponseStream.MoveNext(test.Limit));
            Assert.Equal(7, call.ResponseStream.Current.Count);
        }

        Assert.NotEqual(victim, (await client.UnaryAsync(new Ask(), cancellationToken: test.Limit)).Text);
        calls.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Address_stays_when_all_replicas_are_restarted_and_the_same_channel_finds_them_again()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        using var channel = GrpcChannel.ForAddress(service.GetEndpoint("grpc").Url);
        var client = new Trial.TrialClient(channel);
        var before = (await client.UnaryAsync(new Ask(), cancellationToken: test.Limit)).Text;

        var result = await test.Application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.RestartCommand, test.Limit);
        Assert.True(result.Success, result.Message);
        await test.Notifications.WaitForResourceHealthyAsync("service-1", test.Limit);
        await test.Notifications.WaitForResourceHealthyAsync("service-2", test.Limit);
        Assert.NotEqual(before, (await client.UnaryAsync(new Ask(), cancellationToken: test.Limit)).Text);
    }

    [Fact]
    public async Task Http1_connections_go_to_the_replica_with_the_fewest()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        using var first = new HttpClient();
        using var second = new HttpClient();
        var url = service.GetEndpoint("http").Url + "/pid";
        var one = await first.GetStringAsync(url, test.Limit);
        Assert.NotEqual(one, await second.GetStringAsync(url, test.Limit));
        Assert.Equal(one, await first.GetStringAsync(url, test.Limit));
    }

    [Fact]
    public async Task Port_in_front_of_a_target_port_is_the_one_that_others_are_given()
    {
        await using var test = new TestApplication();
        using var ports = new LoopbackPorts();
        var (front, behind) = (ports.Take(), ports.Take());
        ports.Dispose();
        var service = test.AddService("service");
        service.WithEndpoint("http", e => (e.Port, e.TargetPort) = (front, behind));
        await test.StartAndWaitAsync();
        Assert.Equal($"http://127.0.0.1:{front}", service.GetEndpoint("http").Url);
        using var client = new HttpClient();
        Assert.Equal($"http://127.0.0.1:{behind}", await client.GetStringAsync($"http://127.0.0.1:{front}/env?name=Kestrel__Endpoints__http__Url", test.Limit));
    }

    [Theory]
    [InlineData(2, null, 5000, null, "leave the target port out")]
    [InlineData(2, null, null, false, "have one replica")]
    [InlineData(1, 5000, 5000, null, "in front of the same target port")]
    [InlineData(1, 5000, 5001, false, "cannot stand in front of")]
    public async Task Endpoint_that_cannot_be_is_refused_before_anything_starts(int replicas, int? port, int? targetPort, bool? isProxied, string reason)
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(replicas);
        service.WithEndpoint("http", e => (e.Port, e.TargetPort, e.IsExplicitlyProxied) = (port, targetPort, isProxied));
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);
        Assert.Contains("'http' of 'service'", fault.Message);
        Assert.Contains(reason, fault.Message);
    }
}
