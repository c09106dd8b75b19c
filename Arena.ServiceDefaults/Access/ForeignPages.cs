using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Keeps pages of others from acting through a browser that reaches the service: they may make it send changes, and, with a name that they
/// let point here, read what it answers. Programs that are no browsers say neither where they come from nor another name.
/// </summary>
internal static class ForeignPages
{
    public static Task RunAsync(HttpContext context, RequestDelegate next) =>
        FaultOf(context) is { } fault ? Refusal.Forbidden(fault).WriteAsync(context) : next(context);

    private static string? FaultOf(HttpContext context)
    {
        var request = context.Request;
        if (!IsRead(request.Method) && BrowserOrigin.IsForeign(request))
            return "A page of another site may change nothing here.";
        var asksForKeys = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.IsRequired;
        return asksForKeys || request.Host.Host.Length == 0 || OwnMachine.Is(request.Host.Host)
            ? null
            : $"Without keys this is '{IPAddress.Loopback}' or 'localhost' only, and not '{request.Host.Host}'.";
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
