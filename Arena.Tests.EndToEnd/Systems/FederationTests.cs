using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arena.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class FederationTests : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly FederationService.FederationServiceClient _client;
    private readonly string _model = $"model-{Guid.NewGuid():n}";

    public FederationTests(SharedArena shared)
    {
        _channel = GrpcChannel.ForAddress(shared.Arena.Endpoint("federation", "grpc"));
        _client = new FederationService.FederationServiceClient(_channel);
    }

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task Round_of_three_clients_is_their_mean_weighted_by_samples()
    {
        await CreateAsync("fedavg", dimension: 2, initial: [1, 1]);
        var first = await SubmitAsync("a", samples: 10, steps: 1, [1, 0]);
        Assert.Equal((0, false, 2), (first.Version, first.RoundClosed, first.WaitingFor));
        await SubmitAsync("b", samples: 30, steps: 1, [0, 1]);
        var last = await SubmitAsync("c", samples: 60, steps: 1, [2, -1]);
        Assert.Equal((1, true, 3), (last.Version, last.RoundClosed, last.WaitingFor));

        // (10·1 + 30·0 + 60·2)/100 and (10·0 + 30·1 − 60·1)/100, on top of 1.
        var weights = await PullAsync();
        Assert.Equal([2.3f, 0.7f], weights);
        var model = await _client.GetModelAsync(new GetModelRequest { Name = _model });
        Assert.Equal(1, model.Version);
        Assert.Empty(model.Received);
        Assert.Equal(SHA256.HashData(MemoryMarshal.AsBytes<float>(weights)), model.Hash.ToByteArray());
    }

    [Fact]
    public async Task FedNova_makes_up_for_clients_that_took_more_steps()
    {
        await CreateAsync("fednova", dimension: 1, initial: [0]);
        await SubmitAsync("a", samples: 1, steps: 1, [1]);
        await SubmitAsync("b", samples: 1, steps: 4, [4]);
        await SubmitAsync("c", samples: 2, steps: 2, [2]);

        // Every client moves 1 a step, so the model moves by the mean number of steps: (1 + 4 + 2·2)/4.
        await AssertWeightsAsync(2.25f);
    }

    [Fact]
    public async Task Model_larger_than_a_message_comes_and_goes_in_chunks()
    {
        const int Dimension = 3_000_000;
        await CreateAsync("fedavg", Dimension, initial: []);
        var delta = Enumerable.Range(0, Dimension).Select(i => (float)(i % 1000)).ToArray();
        foreach (var client in new[] { "a", "b", "c" })
            await SubmitAsync(client, samples: 1, steps: 1, delta);
        await AssertWeightsAsync(delta);
    }

    [Fact]
    public async Task Client_that_sends_the_same_again_counts_once_and_another_update_is_ALREADY_EXISTS()
    {
        await CreateAsync("fedavg", dimension: 1, initial: [0]);
        await SubmitAsync("a", samples: 1, steps: 1, [1]);
        Assert.Equal(2, (await SubmitAsync("a", samples: 1, steps: 1, [1])).WaitingFor);
        var other = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync("a", samples: 1, steps: 1, [100]));
        Assert.Equal(StatusCode.AlreadyExists, other.StatusCode);
        Assert.Contains("'a'", other.Status.Detail, StringComparison.Ordinal);
        await SubmitAsync("b", samples: 1, steps: 1, [1]);
        await SubmitAsync("c", samples: 1, steps: 1, [1]);
        await AssertWeightsAsync(1f);

        // No answer had come, and the round is over by now.
        var again = await SubmitAsync("c", samples: 1, steps: 1, [1]);
        Assert.Equal((1, true), (again.Version, again.RoundClosed));
        await AssertWeightsAsync(1f);
    }

    [Fact]
    public async Task Versions_name_whose_updates_they_were_made_of_and_older_weights_can_be_pulled()
    {
        await CreateAsync("fedavg", dimension: 2, initial: [5, 5]);
        foreach (var (client, samples) in new[] { ("b", 30), ("a", 10), ("c", 60) })
            await SubmitAsync(client, samples, steps: 4, [samples, 0]);
        var versions = (await _client.ListModelVersionsAsync(new ListModelVersionsRequest { Name = _model })).Versions;
        Assert.Equal([1, 0], versions.Select(version => version.Number));
        Assert.Equal([("a", 10, 4), ("b", 30, 4), ("c", 60, 4)],
            versions[0].Contributions.Select(update => (update.Client, (int)update.Samples, update.LocalSteps)));
        Assert.All(versions[0].Contributions, update => Assert.Equal(
            SHA256.HashData(MemoryMarshal.AsBytes<float>([update.Samples, 0])), update.Digest.ToByteArray()));
        var first = await PullAsync(version: 0);
        Assert.Equal([5f, 5f], first);
        var missing = await Assert.ThrowsAsync<RpcException>(() => PullAsync(version: 2));
        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
        Assert.Contains("0 to 1", missing.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watcher_hears_of_every_version_and_of_updates_that_come()
    {
        await CreateAsync("fedavg", dimension: 1, initial: []);
        using var call = _client.WatchModels(new WatchModelsRequest { Name = _model });
        Assert.Empty((await NextAsync(call)).Received);
        await SubmitAsync("a", samples: 1, steps: 1, [1]);
        Assert.Equal(["a"], (await NextAsync(call)).Received);
        await SubmitAsync("b", samples: 1, steps: 1, [1]);
        await SubmitAsync("c", samples: 1, steps: 1, [1]);
        Model model;
        do
            model = await NextAsync(call);
        while (model.Version == 0);
        Assert.Equal((1, 0), (model.Version, model.Received.Count));
    }

    [Fact]
    public async Task Round_that_took_its_time_ends_with_those_who_are_there()
    {
        await _client.CreateModelAsync(new CreateModelRequest
        {
            Name = _model, Dimension = 1, ClientsPerRound = 3, LeastClients = 2, DeadlineSeconds = 0.5, Rounds = 1,
        });
        using var call = _client.WatchModels(new WatchModelsRequest { Name = _model });
        await SubmitAsync("a", samples: 1, steps: 1, [2]);
        await SubmitAsync("b", samples: 1, steps: 1, [4]);
        Model model;
        do
            model = await NextAsync(call);
        while (model.Version == 0);
        Assert.True(model.Complete);
        await AssertWeightsAsync(3f);
        var late = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync("c", samples: 1, steps: 1, [9]));
        Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);
    }

    [Fact]
    public async Task Update_with_another_digest_than_its_own_is_INVALID_ARGUMENT()
    {
        await CreateAsync("fedavg", dimension: 1, initial: []);
        var failure = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync("a", samples: 1, steps: 1, [1], digest: new byte[32]));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("digest", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, (await SubmitAsync("a", 1, 1, [1], SHA256.HashData(MemoryMarshal.AsBytes<float>([1])))).WaitingFor);
    }

    public static TheoryData<CreateModelRequest, string> FaultyModels => new()
    {
        { new() { LeastClients = 4 }, "least_clients is 4; wanted 1 to 3" },
        { new() { Aggregator = "krum", Parameters = { ["num_malicious_clients"] = 1 }, ClientsPerRound = 9, LeastClients = 4 }, "wants 5" },
        { new() { DeadlineSeconds = double.NaN }, "deadline_seconds is NaN" },
        { new() { DeadlineSeconds = 1e9 }, "deadline_seconds" },
        { new() { Rounds = -1 }, "rounds is -1" },
        { new() { Recipe = new string('x', 70_000) }, "recipe has 70000 characters" },
    };

    [Theory]
    [MemberData(nameof(FaultyModels))]
    public async Task Faulty_model_is_INVALID_ARGUMENT(CreateModelRequest request, string told)
    {
        (request.Name, request.Dimension) = (_model, 1);
        var failure = await Assert.ThrowsAsync<RpcException>(() => _client.CreateModelAsync(request).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains(told, failure.Status.Detail, StringComparison.Ordinal);
    }

    public static TheoryData<string, long, int, float[], string[]> Faulty => new()
    {
        { "a", 10, 1, [1, 2], ["2", "3"] },
        { "a", 10, 1, [1, 2, 3, 4], ["more than 3", "wanted 3"] },
        { "a", 10, 1, [1, float.NaN, 3], ["NaN", "1"] },
        { "a", 10, 1, [1, float.PositiveInfinity, 3], ["1"] },
        { "a", 0, 1, [1, 2, 3], ["0", "samples"] },
        { "a", -5, 1, [1, 2, 3], ["-5", "samples"] },
        { "", 10, 1, [1, 2, 3], ["client"] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Faulty_update_is_INVALID_ARGUMENT_and_leaves_the_round_as_it_was(
        string client, long samples, int steps, float[] delta, string[] told)
    {
        await CreateAsync("fedavg", dimension: 3, initial: []);
        await SubmitAsync("good", samples: 1, steps: 1, [1, 1, 1]);
        var failure = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync(client, samples, steps, delta));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.All(told, text => Assert.Contains(text, failure.Status.Detail, StringComparison.Ordinal));
        Assert.Equal(["good"], (await _client.GetModelAsync(new GetModelRequest { Name = _model })).Received);

        await SubmitAsync("b", samples: 1, steps: 1, [1, 1, 1]);
        await SubmitAsync("c", samples: 1, steps: 1, [1, 1, 1]);
        await AssertWeightsAsync(1f, 1f, 1f);
    }

    [Fact]
    public async Task FedNova_without_local_steps_is_INVALID_ARGUMENT()
    {
        await CreateAsync("fednova", dimension: 1, initial: []);
        var failure = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync("a", samples: 1, steps: 0, [1]));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("steps", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_of_an_old_version_is_FAILED_PRECONDITION_naming_the_current_one()
    {
        await CreateAsync("fedavg", dimension: 1, initial: []);
        foreach (var client in new[] { "a", "b", "c" })
            await SubmitAsync(client, samples: 1, steps: 1, [1]);
        var failure = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync("a", samples: 1, steps: 1, [2]));
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Contains("the current one is 1", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_model_is_NOT_FOUND_and_a_taken_name_ALREADY_EXISTS()
    {
        var missing = await Assert.ThrowsAsync<RpcException>(() =>
            _client.GetModelAsync(new GetModelRequest { Name = "nope" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
        await CreateAsync("fedavg", dimension: 1, initial: []);
        var taken = await Assert.ThrowsAsync<RpcException>(() => CreateAsync("fedavg", dimension: 1, initial: []));
        Assert.Equal(StatusCode.AlreadyExists, taken.StatusCode);
    }

    private async Task CreateAsync(string aggregator, int dimension, float[] initial) => await _client.CreateModelAsync(
        new CreateModelRequest { Name = _model, Dimension = dimension, Aggregator = aggregator, Initial = { initial } });

    private static async Task<Model> NextAsync(AsyncServerStreamingCall<Model> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(RunningArena.Limit()));
        return call.ResponseStream.Current;
    }

    private Task<SubmitUpdateResponse> SubmitAsync(string client, long samples, int steps, float[] delta, byte[]? digest = null) =>
        SubmitAsync(_client, _model, client, samples, steps, delta, digest);

    internal static async Task<SubmitUpdateResponse> SubmitAsync(
        FederationService.FederationServiceClient federation, string model, string client, long samples, int steps, float[] delta,
        byte[]? digest = null)
    {
        using var call = federation.SubmitUpdate();
        await call.RequestStream.WriteAsync(new UpdateChunk
        {
            Header = new UpdateHeader
            {
                Model = model, Client = client, BaseVersion = 0, Samples = samples, LocalSteps = steps,
                Digest = ByteString.CopyFrom(digest ?? []),
            },
        });
        foreach (var part in delta.Chunk(100_000))
            await call.RequestStream.WriteAsync(new UpdateChunk { Delta = new DeltaChunk { Values = { part } } });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private async Task AssertWeightsAsync(params float[] expected)
    {
        var weights = await PullAsync();
        Assert.Equal(expected, weights);
    }

    private Task<float[]> PullAsync(long? version = null) => PullAsync(_client, _model, version);

    internal static async Task<float[]> PullAsync(
        FederationService.FederationServiceClient federation, string model, long? version = null)
    {
        var request = new PullModelRequest { Name = model };
        if (version is { } wanted)
            request.Version = wanted;
        using var call = federation.PullModel(request);
        var weights = new List<float>();
        while (await call.ResponseStream.MoveNext(RunningArena.Limit()))
        {
            Assert.Equal(weights.Count, call.ResponseStream.Current.Offset);
            weights.AddRange(call.ResponseStream.Current.Weights);
        }

        return [.. weights];
    }
}
