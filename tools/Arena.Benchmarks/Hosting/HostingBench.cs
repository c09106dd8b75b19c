namespace Arena.Benchmarks.Hosting;

/// <summary><c>arena bench hosting</c>: what the AppHost adds to the time that services need to start, and to each call through its proxy.</summary>
internal static class HostingBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) =>
    [
        await StartBench.RunAsync(cancellationToken),
        .. await ProxyBench.RunAsync(replicas: 1, cancellationToken),
        .. await ProxyBench.RunAsync(replicas: 2, cancellationToken),
    ];
}
