using System.Buffers;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Benchmarks.Grpc;

/// <summary>
/// The server under load, a process of its own: the service, and beside it the floor, raw handlers on the same
/// Kestrel that do the same with bytes. Prints its address; stops when its input ends.
/// </summary>
internal static class BenchServer
{
    internal const string Verb = "grpc-server";
    private const int MaxMessageSize = 64 * 1024 * 1024;

    internal static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = MaxMessageSize);
        await using var app = builder.Build();
        app.MapGrpcService<BenchService>();
        app.MapPost("/raw/echo", (RequestDelegate)EchoAsync);
        app.MapPost("/raw/unary", (RequestDelegate)UnaryAsync);
        app.MapPost("/raw/duplex", (RequestDelegate)DuplexAsync);
        app.MapPost("/raw/take", (RequestDelegate)TakeAsync);
        app.MapPost("/raw/give", (RequestDelegate)GiveAsync);
        app.MapGet("/allocated", (RequestDelegate)(context => context.Response.WriteAsync(
            GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture))));
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Every read goes back at once.</summary>
    private static async Task EchoAsync(HttpContext context)
    {
        var (input, output) = (context.Request.BodyReader, context.Response.BodyWriter);
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

    /// <summary>
    /// What a unary call is on the wire, done by hand: all of the request, then headers, data and trailers in one go.
    /// </summary>
    private static async Task UnaryAsync(HttpContext context)
    {
        var (input, output) = (context.Request.BodyReader, context.Response.BodyWriter);
        var read = await input.ReadAsync();
        while (!read.IsCompleted)
        {
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await input.ReadAsync();
        }

        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        foreach (var part in read.Buffer)
            output.Write(part.Span);
        input.AdvanceTo(read.Buffer.End);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>The echo for a client that waits for the response headers before it writes.</summary>
    private static async Task DuplexAsync(HttpContext context)
    {
        await context.Response.BodyWriter.FlushAsync();
        await EchoAsync(context);
    }

    private static async Task TakeAsync(HttpContext context)
    {
        var input = context.Request.BodyReader;
        while (true)
        {
            var read = await input.ReadAsync();
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static async Task GiveAsync(HttpContext context)
    {
        var left = int.Parse(context.Request.Query["bytes"]!, CultureInfo.InvariantCulture);
        var chunk = new byte[64 * 1024];
        for (; left > 0; left -= chunk.Length)
            await context.Response.BodyWriter.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)));
    }

    private sealed class BenchService : Bench.BenchBase
    {
        private static readonly Parcel LargeParcel = new() { Body = ByteString.CopyFrom(new byte[GrpcLoads.LargeSize]) };
        private static readonly Task<Parcel> NoParcel = Task.FromResult(new Parcel());

        public override Task<Parcel> Echo(Parcel request, ServerCallContext context) => Task.FromResult(request);

        /// <summary>The same parcel every time: the floor makes none either.</summary>
        public override Task<Parcel> Give(Parcel request, ServerCallContext context) => Task.FromResult(LargeParcel);

        public override Task<Parcel> Put(Parcel request, ServerCallContext context) => NoParcel;

        public override async Task<Parcel> Take(IAsyncStreamReader<Parcel> requestStream, ServerCallContext context)
        {
            while (await requestStream.MoveNext(CancellationToken.None))
            {
            }

            return new Parcel();
        }

        public override async Task Exchange(
            IAsyncStreamReader<Parcel> requestStream, IServerStreamWriter<Parcel> responseStream, ServerCallContext context)
        {
            while (await requestStream.MoveNext(CancellationToken.None))
                await responseStream.WriteAsync(requestStream.Current);
        }
    }
}
