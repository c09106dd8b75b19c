using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Grpc;

/// <summary>gRPC as every service serves it: limits, pings, and health and reflection beside its own methods.</summary>
public static class GrpcRegistration
{
    /// <summary>Adds the server, set up by <see cref="GrpcOptions"/>.</summary>
    public static void AddGrpcServer(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<GrpcOptions>()
            .Bind(builder.Configuration.GetSection("Grpc")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<GrpcServiceOptions>().Configure<IOptions<GrpcOptions>>((server, options) =>
        {
            server.IgnoreUnknownServices = true; // its answer for them would stand before the HTTP API's own for a wrong method or type
            server.EnableDetailedErrors = options.Value.EnableDetailedErrors;
            server.MaxReceiveMessageSize = options.Value.MaxReceiveMessageSize;
            server.Interceptors.Add<CallEnd>();
        });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<GrpcOptions>>((kestrel, options) =>
        {
            kestrel.Limits.Http2.KeepAlivePingDelay = options.Value.KeepAlivePingDelay;
            kestrel.Limits.Http2.KeepAlivePingTimeout = options.Value.KeepAlivePingTimeout;
        });
        builder.Services.AddGrpc();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpcReflection();
    }

    /// <summary>Maps health (<c>grpc.health.v1</c>) and reflection, for clients in any language.</summary>
    public static void MapGrpcServer(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(LeaveSizeToGrpcAsync);
        app.Use(CallEnd.TellUnreadableAsync);
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }

    // Kestrel ends a body after 30 MB whatever a service allows, and the caller hears UNKNOWN; gRPC looks at the length that
    // a message begins with, and says RESOURCE_EXHAUSTED.
    private static Task LeaveSizeToGrpcAsync(HttpContext context, RequestDelegate next)
    {
        if (GrpcCall.Is(context.Request)
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        return next(context);
    }
}
