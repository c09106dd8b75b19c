using System.Text.Json;

namespace Arena.ControlPlane.Api.Idempotency;

/// <summary>An answer as it is kept for whoever asks again.</summary>
internal sealed record StoredAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    public static StoredAnswer Of(HttpResponse response, byte[] body) => new(
        response.StatusCode, response.ContentType, response.Headers.Location, response.Headers.ETag, body);

    public static StoredAnswer Read(byte[] bytes) =>
        JsonSerializer.Deserialize<StoredAnswer>(bytes) ?? throw new InvalidDataException("An answer in the ledger cannot be read.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers[Idempotent.ReplayedHeader] = "true";
        if (Location is not null)
            response.Headers.Location = Location;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Body.Length > 0)
            await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
