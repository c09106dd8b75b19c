using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Keeps what a service logs.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    public IEnumerable<string> Of(LogLevel level) => _entries.Where(e => e.Level == level).Select(e => e.Text);

    public IEnumerable<string> Lines => _entries.Select(entry => entry.Text);

    public void AssertNoError() => Assert.Equal("", string.Join('\n', Of(LogLevel.Error).Concat(Of(LogLevel.Critical))));

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    internal sealed record Entry(LogLevel Level, string Category, string Text);

    private sealed class Writer(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book._entries.Enqueue(new Entry(logLevel, category, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
