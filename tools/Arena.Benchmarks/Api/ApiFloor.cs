using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Benchmarks.Api;

/// <summary>
/// What the API is compared with: a bare Kestrel, in a process of its own, that answers everything with as many bytes as it is asked for.
/// Prints its address; stops when its input ends.
/// </summary>
internal static class ApiFloor
{
    public const string Verb = "api-floor";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var bytes = int.Parse(context.Request.Path.Value!.AsSpan(1), provider: null);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes;
        return context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', bytes))).AsTask();
    }
}
