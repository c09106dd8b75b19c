using System.Diagnostics.Metrics;
using System.Reflection;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Work;
using Arena.Federation.Rounds;
using Arena.Node.Work;
using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Shared;

/// <summary>The instruments that the services make, by what each service's instruments say of themselves when they are made.</summary>
internal static class ArenaInstruments
{
    /// <summary>Their names, as in <c>arena.work.nodes</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All().Select(i => i.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Their names in Prometheus' text, those of a histogram's series for it.</summary>
    public static IReadOnlySet<string> PrometheusNames { get; } = All().SelectMany(OfPrometheus).ToHashSet();

    private static List<Instrument> All()
    {
        var made = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Name.StartsWith("arena.", StringComparison.Ordinal))
                    made.Add(instrument);
            },
        };
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().AddSingleton(TimeProvider.System)
            .AddSingleton<TaskBook>().BuildServiceProvider();
        foreach (var type in Services().SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Instruments", StringComparison.Ordinal)))
            Make(ActivatorUtilities.CreateInstance(services, type));
        return made;
    }

    private static void Make(object instruments)
    {
        if (instruments is LeagueInstruments leagues)
            leagues.Observe(null!); // asked for no value here
    }

    private static Assembly[] Services() =>
    [
        typeof(WorkInstruments).Assembly, typeof(NodeInstruments).Assembly,
        typeof(FederationInstruments).Assembly, typeof(GuardInstruments).Assembly,
    ];

    // As OpenTelemetry's exporter makes them: units in braces are left out, and only what always grows is a total.
    private static IEnumerable<string> OfPrometheus(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        return instrument switch
        {
            Histogram<double> { Unit: "s" } => [$"{name}_seconds_bucket", $"{name}_seconds_sum", $"{name}_seconds_count"],
            Counter<long> => [$"{name}_total"],
            _ => [name],
        };
    }
}
