using System.Text.Json;
using Arena.Dashboard.Access;
using Arena.Hosting.Dashboard.Wire;
using Arena.Dashboard.Telemetry;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;

namespace Arena.Dashboard.Resources;

/// <summary>What pages ask beside themselves: console lines, and commands.</summary>
internal static class ResourceEndpoints
{
    public const string NoticeCookie = "arena.notice";

    public static void MapResources(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/console/{resource}", FollowConsoleAsync).RequireAuthorization(AccessPolicies.Reader);
        routes.MapGet("/api/console/{resource}/download", DownloadConsoleAsync).RequireAuthorization(AccessPolicies.Reader);
        routes.MapPost("/resources/{resource}/{command}", ExecuteAsync);
    }

    /// <summary>Says something on the next page.</summary>
    public static void Notify(HttpContext context, string notice) => context.Response.Cookies.Append(
        NoticeCookie, Uri.EscapeDataString(notice.Visible()), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromSeconds(30) });

    private static async Task FollowConsoleAsync(HttpContext context, ResourceClient client, string resource)
    {
        context.Response.ContentType = "application/x-ndjson";
        await foreach (var line in LinesAsync(context, client, resource, follow: true))
        {
            await JsonSerializer.SerializeAsync(
                context.Response.Body, new { n = line.LineNumber, e = line.IsStdErr, t = line.Text }, JsonSerializerOptions.Web, context.RequestAborted);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task DownloadConsoleAsync(HttpContext context, ResourceClient client, string resource)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(resource)}.log\"";
        await foreach (var line in LinesAsync(context, client, resource, follow: false))
            await context.Response.WriteAsync(line.Text + "\n", context.RequestAborted);
    }

    private static async IAsyncEnumerable<ConsoleLogLine> LinesAsync(HttpContext context, ResourceClient client, string resource, bool follow)
    {
        if (!client.HasService)
            yield break;
        await using var lines = client.ConsoleAsync(resource, follow, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
        while (true)
        {
            try
            {
                if (!await lines.MoveNextAsync())
                    yield break;
            }
            catch (Exception gone) when (gone is RpcException or OperationCanceledException)
            {
                // The reader has left, or the host has.
                yield break;
            }

            yield return lines.Current;
        }
    }

    private static async Task<IResult> ExecuteAsync(
        HttpContext context, ResourceWatcher watcher, ResourceClient client, string resource, string command, [FromForm] string? returnUrl)
    {
        if (!watcher.Current.All.TryGetValue(resource, out var target) || target.Commands.FirstOrDefault(c => c.Name == command) is not { } chosen)
            return Results.NotFound($"There is no command '{command}' of a resource '{resource}'.");
        var answer = await client.ExecuteAsync(target, chosen, context.RequestAborted);
        var outcome = answer.Kind switch
        {
            ResourceCommandResponseKind.Succeeded => $"{chosen.DisplayName}: {resource}",
            ResourceCommandResponseKind.Cancelled => $"{chosen.DisplayName} of {resource} was cancelled",
            _ => $"{chosen.DisplayName} of {resource} failed: {answer.ErrorMessage}",
        };
        Notify(context, outcome);
        return Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
    }
}
