using System.Text;
using Microsoft.Extensions.Logging;

namespace Arena.Hosting.Engine;

/// <summary>Puts lines into the log instead of onto a console.</summary>
internal sealed class LogTextWriter(ILogger logger) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            logger.LogResourceLine(LogLevel.Information, value);
        return Task.CompletedTask;
    }
}
