using System.Globalization;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Api;

/// <summary>Reads what pages and the query API are asked with. The first thing that makes no sense is told.</summary>
internal sealed class QueryReader(IQueryCollection query, ResourceDirectory resources, TimeProvider time)
{
    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Fault { get; private set; }

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Text(name) is "true" or "1" or "on";

    public int Number(string name, int fallback, int most)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most)
            return number;
        Fault ??= $"{name} is '{text}'; wanted a number from 0 to {most}";
        return fallback;
    }

    /// <summary>The resources named, each by what it is called or by its service's name; null when none is named.</summary>
    public IReadOnlySet<int>? Resources()
    {
        var names = query["resource"].Where(n => !string.IsNullOrEmpty(n)).ToArray();
        if (names.Length == 0)
            return null;
        var found = resources.All.Where(r => names.Contains(r.DisplayName, StringComparer.OrdinalIgnoreCase) || names.Contains(r.Name, StringComparer.OrdinalIgnoreCase));
        var ids = found.Select(r => r.Id).ToHashSet();
        if (ids.Count == 0)
            Fault ??= $"there is no resource '{string.Join("', '", names)}'; resources: {string.Join(", ", resources.All.Select(r => r.DisplayName).Order(StringComparer.Ordinal).Take(50))}";
        return ids;
    }

    public TraceId Trace()
    {
        if (Text("traceId") is not { } text)
            return TraceId.None;
        if (!TraceId.TryParse(text, out var id))
            Fault ??= $"traceId is '{text}'; wanted 32 hexadecimal digits";
        return id;
    }

    public SpanId Span()
    {
        if (Text("spanId") is not { } text)
            return SpanId.None;
        if (!SpanId.TryParse(text, out var id))
            Fault ??= $"spanId is '{text}'; wanted 16 hexadecimal digits";
        return id;
    }

    /// <summary>The severities by their usual names, as the lowest OTLP number of each.</summary>
    public int Severity()
    {
        if (Text("severity") is not { } text)
            return 0;
        var number = Severities.NumberOf(text);
        if (number is null)
            Fault ??= $"severity is '{text}'; wanted one of {string.Join(", ", Severities.Names)}";
        return number ?? 0;
    }

    public IReadOnlyList<AttributeFilter> Attributes()
    {
        var filters = new List<AttributeFilter>();
        foreach (var text in query["attribute"].OfType<string>().Where(t => t.Length > 0))
        {
            if (AttributeFilter.Parse(text) is { } filter)
                filters.Add(filter);
            else
                Fault ??= $"attribute is '{text}'; wanted name=value, name!=value or name~part";
        }

        return filters;
    }

    /// <summary>Unix nanoseconds: <c>last=15m</c> counts back from now; <c>from</c> and <c>to</c> are ISO 8601.</summary>
    public (long From, long To) Range()
    {
        if (Text("last") is { } last)
        {
            if (Durations.TryParse(last, out var duration))
                return ((time.GetUtcNow() - duration).ToNanoseconds(), long.MaxValue);
            Fault ??= $"last is '{last}'; wanted a duration such as 30s, 15m, 12h or 7d";
        }

        return (Moment("from") ?? long.MinValue, Moment("to") ?? long.MaxValue);
    }

    public TimeSpan Duration(string name)
    {
        if (Text(name) is not { } text)
            return TimeSpan.Zero;
        if (!Durations.TryParse(text, out var duration))
            Fault ??= $"{name} is '{text}'; wanted a duration such as 5ms, 30s or 15m";
        return duration;
    }

    private long? Moment(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return moment.ToNanoseconds();
        Fault ??= $"{name} is '{text}'; wanted a time such as 2030-01-31T12:00:00Z";
        return null;
    }
}
