using System.Globalization;
using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>A status to and from <c>grpc-status</c> and <c>grpc-message</c>, and from plain HTTP.</summary>
internal static class WireStatus
{
    private static readonly string[] Codes =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    internal static string Encode(StatusCode code) =>
        (uint)code < (uint)Codes.Length ? Codes[(int)code] : ((int)code).ToString(CultureInfo.InvariantCulture);

    /// <summary>A code this side does not know is UNKNOWN.</summary>
    internal static Status Decode(string code, string? message)
    {
        var detail = message is null ? string.Empty : PercentEncoding.Decode(message);
        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new Status(StatusCode.Unknown, $"Unexpected grpc-status value: {code}");
        return new Status(number <= (int)StatusCode.Unauthenticated ? (StatusCode)number : StatusCode.Unknown, detail);
    }

    /// <summary>What an answer without a gRPC status means (gRPC <c>doc/http-grpc-status-mapping.md</c>).</summary>
    internal static StatusCode FromHttp(int httpStatus) => httpStatus switch
    {
        400 or 431 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
