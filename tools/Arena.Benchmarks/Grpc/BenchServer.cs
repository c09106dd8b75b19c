using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Benchmarks.Grpc;

/// <summary>
/// The server under load, a process of its own: the service, and beside it the floor, a handler on the same Kestrel that sends
/// bytes back. Prints its address; stops when its input ends.
/// </summary>
internal static class BenchServer
{
    internal const string Verb = "grpc-server";

    internal static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<BenchService>();
        app.MapPost(Floor.Path, (RequestDelegate)EchoAsync);
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Every read goes back at once, after the headers that a client waits for before it writes more.</summary>
    private static async Task EchoAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var (input, output) = (context.Request.BodyReader, context.Response.BodyWriter);
        if (context.Request.ContentLength is null)
            await output.FlushAsync();
        while (true)
        {
            var read = await input.ReadAsync();
            foreach (var part in read.Buffer)
                await output.WriteAsync(part);
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private sealed class BenchService : Bench.BenchBase
    {
        public override Task<Parcel> Echo(Parcel request, ServerCallContext context) => Task.FromResult(request);

        public override Task Exchange(
            IAsyncStreamReader<Parcel> requestStream, IServerStreamWriter<Parcel> responseStream, ServerCallContext context) =>
            BackAsync(requestStream, responseStream);

        public override Task ExchangeBatches(
            IAsyncStreamReader<Batch> requestStream, IServerStreamWriter<Batch> responseStream, ServerCallContext context) =>
            BackAsync(requestStream, responseStream);

        private static async Task BackAsync<T>(IAsyncStreamReader<T> requests, IServerStreamWriter<T> responses)
        {
            while (await requests.MoveNext(CancellationToken.None))
                await responses.WriteAsync(requests.Current);
        }
    }
}
