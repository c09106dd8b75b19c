using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

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
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted && !GrpcCall.Is(context.Request) && !IsTold(context))
        {
            await new Refusal(broken.StatusCode, StatusCode.InvalidArgument, broken.Message).WriteAsync(context);
        }
    }

    // Where the service has words of its own for what was thrown.
    private static bool IsTold(HttpContext context) => context.RequestServices.GetService<IExceptionHandler>() is not null;
}
