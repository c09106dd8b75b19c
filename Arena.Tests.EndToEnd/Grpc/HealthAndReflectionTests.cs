using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>What every service answers beside its own methods.</summary>
public sealed class HealthAndReflectionTests
{
    [Fact]
    public async Task Node_without_a_control_plane_does_not_serve_and_with_one_does()
    {
        await using var alone = await ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await StatusAsync(alone));

        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected");
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(node));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(controlPlane));
    }

    [Fact]
    public async Task Health_of_a_service_that_is_not_there_is_not_found()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => StatusAsync(controlPlane, "nobody"))).StatusCode);
    }

    [Fact]
    public async Task Reflection_lists_the_services_and_gives_their_files()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var channel = GrpcChannel.ForAddress(controlPlane.Address);
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: ServiceHost.Limit());
        var listed = await AskAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.Superset(
            new HashSet<string> { "arena.v1.LeagueService", "arena.v1.NodeService", "arena.v1.WorkService", "grpc.health.v1.Health" },
            listed.ListServicesResponse.Service.Select(s => s.Name).ToHashSet());
        var found = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "arena.v1.LeagueService" });
        var files = found.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom);
        Assert.Contains(files, f => f.Service.Any(s => s.Name == "LeagueService"));
        var missing = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "no.Thing" });
        Assert.Equal((int)StatusCode.NotFound, missing.ErrorResponse.ErrorCode);

        async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest question)
        {
            await call.RequestStream.WriteAsync(question);
            Assert.True(await call.ResponseStream.MoveNext());
            return call.ResponseStream.Current;
        }
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(ServiceHost service, string name = "")
    {
        using var channel = GrpcChannel.ForAddress(service.Address);
        var question = new HealthCheckRequest { Service = name };
        return (await new Health.HealthClient(channel).CheckAsync(question, cancellationToken: ServiceHost.Limit())).Status;
    }
}
