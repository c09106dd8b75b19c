using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Arena.Tests.Hosting.Testing;

/// <summary>Puts an application's log into a test's output, while the test runs.</summary>
internal sealed class TestOutputLogging(ITestOutputHelper output) : ILoggerProvider
{
    private volatile bool _isOver;

    public ILogger CreateLogger(string categoryName) => new OutputLogger(this, categoryName);

    // xunit takes no more when the test is over, but a process may have last words.
    public void Dispose() => _isOver = true;

    private sealed class OutputLogger(TestOutputLogging owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !owner._isOver)
                owner.Write($"{category}: {formatter(state, exception)}");
        }
    }

    private void Write(string line) => output.WriteLine(line);
}
