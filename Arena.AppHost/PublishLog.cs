using Microsoft.Extensions.Logging;

namespace Arena.AppHost;

/// <summary>Keeps of all that is logged while publishing what is of interest: the files that were written, and the first fault.</summary>
internal sealed class PublishLog : ILoggerProvider, ILogger
{
    private readonly List<string> _written = [];

    public IReadOnlyList<string> Written => _written;

    public string? Fault { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    // Steps run at the same time.
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_written)
        {
            if (logLevel >= LogLevel.Error)
                Fault ??= exception?.GetBaseException().Message ?? formatter(state, exception);
            else if (eventId.Name is "LogWrote" && state is IEnumerable<KeyValuePair<string, object?>> values)
                _written.AddRange(values.Where(v => v.Key is "path" or "Path").Select(v => $"{v.Value}"));
        }
    }

    public void Dispose()
    {
    }
}
