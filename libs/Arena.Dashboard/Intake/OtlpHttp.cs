using Arena.Dashboard.Access;
using Arena.Dashboard.Json;
using Arena.Dashboard.Settings;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Dashboard.Intake;

/// <summary>
/// OTLP over HTTP: POST /v1/logs, /v1/traces, /v1/metrics, protobuf or JSON, gzip or plain. 401 without the key, 400 for what
/// cannot be read, 413 for too much, 415 for another format, 503 when it cannot be stored now.
/// </summary>
internal static class OtlpHttp
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public static void MapOtlpHttp(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/v1/logs", ExportLogsServiceRequest.Parser, (intake, request) => intake.Accept(request));
        Map(routes, "/v1/traces", ExportTraceServiceRequest.Parser, (intake, request) => intake.Accept(request));
        Map(routes, "/v1/metrics", ExportMetricsServiceRequest.Parser, (intake, request) => intake.Accept(request));
    }

    private static void Map<T>(IEndpointRouteBuilder routes, string path, MessageParser<T> parser, Func<TelemetryIntake, T, IMessage> accept)
        where T : IMessage<T> =>
        routes.MapPost(path, async (HttpContext context, TelemetryIntake intake, OtlpKey key, DashboardSettings settings, IntakeInstruments instruments) =>
        {
            var (status, answer) = await AnswerAsync(context, parser, request => accept(intake, request), key, settings.MaxRequestBytes);
            if (status != StatusCodes.Status200OK)
                instruments.Refuse(status switch { 401 => "unauthenticated", 413 => "too_large", 503 => "unavailable", _ => "malformed" });
            await WriteAsync(context, status, answer);
        }).OnlyOn(Listener.OtlpHttp).AllowAnonymous().DisableAntiforgery();

    private static async Task<(int Status, IMessage Answer)> AnswerAsync<T>(
        HttpContext context, MessageParser<T> parser, Func<T, IMessage> accept, OtlpKey key, int limit)
        where T : IMessage<T>
    {
        if (!key.Opens(context.Request.Headers[OtlpKey.Header]))
            return Refuse(StatusCodes.Status401Unauthorized, OtlpKey.Refusal);
        if (FormatOf(context) is not { } format)
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"the content type is '{context.Request.ContentType}'; wanted {Protobuf} or {Json}");
        try
        {
            var body = await RequestBody.ReadAsync(context.Request, limit, context.RequestAborted);
            return (StatusCodes.Status200OK, accept(format == Json ? OtlpJsonReader.Read(body, parser) : parser.ParseFrom(body.Span)));
        }
        catch (RequestBody.TooLargeException)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"the request is larger than {limit} bytes");
        }
        catch (NotSupportedException encoding)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, encoding.Message);
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or FormatException or InvalidDataException)
        {
            return Refuse(StatusCodes.Status400BadRequest, malformed.Message);
        }
        catch (IOException full) when (full is not BadHttpRequestException)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, $"the telemetry cannot be stored now: {full.Message}");
        }
    }

    // The answer comes in the format of the request.
    private static async Task WriteAsync(HttpContext context, int status, IMessage answer)
    {
        var format = FormatOf(context) ?? Json;
        context.Response.StatusCode = status;
        context.Response.ContentType = format;
        await context.Response.BodyWriter.WriteAsync(format == Json ? OtlpJsonWriter.Write(answer) : answer.ToByteArray(), context.RequestAborted);
    }

    private static string? FormatOf(HttpContext context) =>
        context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is Protobuf or Json ? context.Request.ContentType.Split(';')[0].Trim().ToLowerInvariant() : null;

    private static (int, IMessage) Refuse(int status, string message) => (status, new Google.Rpc.Status { Message = message });
}
