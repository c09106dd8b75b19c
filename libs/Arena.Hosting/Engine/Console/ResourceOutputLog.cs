using Microsoft.Extensions.Logging;

namespace Arena.Hosting.Engine;

internal static partial class ResourceOutputLog
{
    [LoggerMessage(EventId = 2, Message = "{Line}")]
    public static partial void LogResourceLine(this ILogger logger, LogLevel level, string line);
}
