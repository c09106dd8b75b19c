namespace Arena.Dashboard.Access;

/// <summary>Endpoints answer on the listener they were made for, and on no other.</summary>
internal static class ListenerGate
{
    public static TBuilder OnlyOn<TBuilder>(this TBuilder endpoint, Listener listener)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ListenerFeature(listener));

    /// <summary>After routing, before the endpoints. What says nothing of listeners is on the frontend.</summary>
    public static void UseListenerGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var wanted = context.GetEndpoint()?.Metadata.GetMetadata<ListenerFeature>()?.Listener ?? Listener.Frontend;
        if (context.Features.Get<ListenerFeature>() is not { } came || came.Listener == wanted)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
