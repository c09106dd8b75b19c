using System.Diagnostics;
using Arena.Contracts.V1;
using Grpc.Net.Client;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The federation service is killed in the midst of a round, which must not show in the model.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FederationDeathTests
{
    private const string Model = "m";

    [Fact]
    public async Task Round_in_which_the_federation_is_killed_goes_on_and_no_update_is_lost_or_counted_twice()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 1);
        using var channel = GrpcChannel.ForAddress(arena.Endpoint("federation", "grpc"));
        var federation = new FederationService.FederationServiceClient(channel);
        // Momentum: the second round shows whether the first one's was kept.
        await federation.CreateModelAsync(
            new CreateModelRequest { Name = Model, Dimension = 2, Aggregator = "fedavgm", ClientsPerRound = 3 });
        foreach (var client in new[] { "a", "b", "c" })
            await FederationTests.SubmitAsync(federation, Model, client, samples: 1, steps: 1, [3, 6]);
        await SubmitAsync("a");
        await SubmitAsync("b");

        var victim = arena.ProcessOf("federation");
        using (var process = Process.GetProcessById(victim))
            process.Kill();
        await Eventually.IsTrueAsync(
            () => arena.Run.Resources.Single(r => r.Instance == "federation") is { State: "Running", Health: "Healthy", Pid: { } pid }
                && pid != victim,
            "the federation runs again");

        var model = await federation.GetModelAsync(new GetModelRequest { Name = Model }, deadline: DateTime.UtcNow.AddMinutes(1));
        Assert.Equal((1, "a b"), (model.Version, string.Join(' ', model.Received)));
        Assert.Equal(1, (await SubmitAsync("b")).WaitingFor); // it did not hear that it had been heard
        Assert.True((await SubmitAsync("c")).RoundClosed);

        // 3 and then 0.9 * 3 + 3; 6 and then 0.9 * 6 + 6.
        var weights = await FederationTests.PullAsync(federation, Model);
        Assert.Equal([8.7f, 17.4f], weights);
        var versions = (await federation.ListModelVersionsAsync(new ListModelVersionsRequest { Name = Model })).Versions;
        Assert.Equal([2, 1, 0], versions.Select(version => version.Number));
        Assert.Equal(["a", "b", "c"], versions[0].Contributions.Select(update => update.Client));

        async Task<SubmitUpdateResponse> SubmitAsync(string client)
        {
            using var call = federation.SubmitUpdate();
            await call.RequestStream.WriteAsync(new UpdateChunk
            {
                Header = new UpdateHeader { Model = Model, Client = client, BaseVersion = 1, Samples = 1, LocalSteps = 1 },
            });
            await call.RequestStream.WriteAsync(new UpdateChunk { Delta = new DeltaChunk { Values = { 3, 6 } } });
            await call.RequestStream.CompleteAsync();
            return await call;
        }
    }
}
