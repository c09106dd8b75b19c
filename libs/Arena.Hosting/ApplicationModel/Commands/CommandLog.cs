using Microsoft.Extensions.Logging;

namespace Arena.Hosting.ApplicationModel;

internal static partial class CommandLog
{
    [LoggerMessage(1, LogLevel.Error, "The command '{Command}' failed")]
    public static partial void LogCommandFailed(this ILogger logger, string command, Exception fault);
}
