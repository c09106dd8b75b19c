using System.Text.Json;
using System.Text.Json.Serialization;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Api.Events;
using Arena.ControlPlane.Api.Idempotency;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Api.Reference;
using Arena.ControlPlane.Api.V1;
using Arena.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Api;

/// <summary>What people and programs ask the control plane for: REST under <c>/v1</c>, the same over gRPC, pages.</summary>
internal static class ApiMapping
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddProblems();
        builder.AddReference();
        builder.Services.AddSingleton<EventStream>();
        builder.Services.AddScoped<RecordedMatches>();
        builder.Services.AddSingleton<Replays>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
    }

    /// <summary>The largest body, in bytes, of a call that uploads no document.</summary>
    private const int SmallBody = 64 * 1024;

    public static void MapApi(this WebApplication app)
    {
        app.UseMiddleware<IdempotencyMiddleware>();
        app.MapGrpcService<LeagueGrpcService>();
        app.MapGrpcService<NodeGrpcService>();
        app.MapGrpcService<FlagGrpcService>();
        app.MapGrpcService<DialGrpcService>();
        app.MapReference();
        app.MapV1();
        app.MapSystem();
    }

    private static void MapV1(this WebApplication app)
    {
        var v1 = app.MapRest("/v1");
        v1.MapLeagueEndpoints();
        v1.MapLeagueLifeEndpoints();
        v1.MapTrialEndpoints();
        v1.MapStandingsEndpoints();
        v1.MapRatingEndpoints();
        v1.MapMatchEndpoints();
        v1.MapTaskEndpoints();
        v1.MapEventEndpoints();
        v1.MapAgentEndpoints();
        v1.MapNodeEndpoints();
        v1.MapLedgerEndpoints();
        v1.MapProofEndpoints();
        v1.MapAuditEndpoints();
        v1.MapAccessEndpoints();
        v1.MapFlagEndpoints();
        v1.MapDialEndpoints();
    }

    // Paths without a version, for those who look after the machines.
    private static void MapSystem(this WebApplication app)
    {
        var root = app.MapRest("");
        root.MapStatsEndpoint();
        root.MapGet("/arena/nodes", NodeEndpoints.ListAsync).WithTags("System")
            .WithOperation("listArenaNodes", "As /v1/nodes", 400);
        root.MapGet("/flags", FlagEndpoints.ListAsync).WithTags("System").WithOperation("listArenaFlags", "As /v1/flags", 400);
    }

    /// <summary>
    /// A group whose operations have what all have: entity tags on reads, idempotency on calls, no query that is not known.
    /// </summary>
    private static RouteGroupBuilder MapRest(this WebApplication app, string prefix)
    {
        var group = app.MapGroup(prefix);
        group.AddEndpointFilter(UnknownQuery.RefuseAsync);
        group.AddEndpointFilter<ETagFilter>();
        group.ProducesProblem(StatusCodes.Status500InternalServerError);
        group.ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Post)))
                endpoint.Metadata.Add(new Idempotent());
        });
        ((IEndpointConventionBuilder)group).Finally(AnswerHead);
        var largest = app.Services.GetRequiredService<IOptions<LimitOptions>>().Value.BodySize;
        ((IEndpointConventionBuilder)group).Finally(endpoint => LimitBody(endpoint, largest));
        return group;
    }

    // What only names things is short; what is not read at all needs not be sent.
    private static void LimitBody(EndpointBuilder endpoint, int largest)
    {
        if (!endpoint.Metadata.OfType<TakesDocument>().Any())
            endpoint.Metadata.Add(new RequestSizeLimitAttribute(Math.Min(SmallBody, largest)));
    }

    // Whoever may read may ask what the answer's headers would be (RFC 9110, 9.3.2); a stream has no end to tell of.
    private static void AnswerHead(EndpointBuilder endpoint)
    {
        var isStream = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Any(answer => answer.ContentTypes.Contains(EventEndpoints.EventStreamType));
        if (!isStream && endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods: ["GET"] } get)
            endpoint.Metadata[endpoint.Metadata.IndexOf(get)] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
    }
}
