using Arena.ServiceDefaults.Access;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Limits;

/// <summary>A body that is too large, too slow or broken is its sender's fault, and told as such.</summary>
internal static class UnreadableBody
{
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted && !Refusal.IsGrpc(context.Request))
        {
            await new Refusal(broken.StatusCode, StatusCode.InvalidArgument, broken.Message).WriteAsync(context);
        }
    }
}
