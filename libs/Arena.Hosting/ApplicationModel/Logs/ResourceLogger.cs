using Microsoft.Extensions.Logging;

namespace Arena.Hosting.ApplicationModel;

/// <summary>What the app host itself has to say about a resource, among the resource's own lines.</summary>
internal sealed class ResourceLogger(Action<string, bool> write) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var text = formatter(state, exception);
        foreach (var line in (exception is null ? text : $"{text}: {exception}").Split('\n'))
            write(line.TrimEnd('\r'), logLevel >= LogLevel.Error);
    }
}
