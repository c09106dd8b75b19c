using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Alpha = Grpc.Reflection.V1Alpha;

namespace Arena.Tests.Grpc;

/// <summary>A server tells what it serves.</summary>
public sealed class ReflectionTests
{
    [Fact]
    public async Task Services_are_listed_with_reflection_itself()
    {
        await using var server = await StartAsync();
        var answer = await AskAsync(server, new ServerReflectionRequest { ListServices = "*" });
        Assert.Equal(
            ["arena.tests.grpc.Trial", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            answer.ListServicesResponse.Service.Select(s => s.Name));
    }

    [Theory]
    [InlineData("arena.tests.grpc.Trial")]
    [InlineData("arena.tests.grpc.Trial.Chat")]
    [InlineData("arena.tests.grpc.Ask")]
    [InlineData("arena.tests.grpc.Ask.payload")]
    public async Task Symbol_is_found_in_its_file(string symbol)
    {
        await using var server = await StartAsync();
        var answer = await AskAsync(server, new ServerReflectionRequest { FileContainingSymbol = symbol });
        var file = FileDescriptorProto.Parser.ParseFrom(Assert.Single(answer.FileDescriptorResponse.FileDescriptorProto));
        Assert.Equal("grpc_test.proto", file.Name);
        Assert.Contains(file.Service, s => s.Name == "Trial");
    }

    [Fact]
    public async Task Unknown_names_are_answers_and_the_stream_goes_on()
    {
        await using var server = await StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(server.Channel()).ServerReflectionInfo();
        ServerReflectionRequest[] questions =
        [
            new() { Host = "h", FileByFilename = "nothing.proto" },
            new() { FileContainingSymbol = "no.Thing" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "arena.tests.grpc.Ask", ExtensionNumber = 7 } },
            new() { AllExtensionNumbersOfType = "no.Thing" },
            new(),
        ];
        var codes = new List<int>();
        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(question, call.ResponseStream.Current.OriginalRequest);
            Assert.Equal(question.Host, call.ResponseStream.Current.ValidHost);
            codes.Add(call.ResponseStream.Current.ErrorResponse.ErrorCode);
        }

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "arena.tests.grpc.Ask" });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Empty(call.ResponseStream.Current.AllExtensionNumbersResponse.ExtensionNumber);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal([5, 5, 5, 5, 12], codes);
    }

    [Fact]
    public async Task V1alpha_answers_the_same()
    {
        await using var server = await StartAsync();
        using var call = new Alpha.ServerReflection.ServerReflectionClient(server.Channel()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Alpha.ServerReflectionRequest { FileByFilename = "grpc_test.proto" });
        Assert.True(await call.ResponseStream.MoveNext());
        var answer = await AskAsync(server, new ServerReflectionRequest { FileByFilename = "grpc_test.proto" });
        Assert.Equal(
            answer.FileDescriptorResponse.FileDescriptorProto,
            call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
    }

    private static Task<TrialServer> StartAsync() => TrialServer.StartAsync(
        services: services => services.AddGrpcReflection(), map: app => app.MapGrpcReflectionService());

    private static async Task<ServerReflectionResponse> AskAsync(TrialServer server, ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question);
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current;
    }
}
