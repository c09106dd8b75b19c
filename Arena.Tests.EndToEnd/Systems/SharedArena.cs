namespace Arena.Tests.EndToEnd.Systems;

/// <summary>One system with three nodes for all the tests that leave it as it was.</summary>
public sealed class SharedArena : IAsyncLifetime
{
    public RunningArena Arena { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Arena = await RunningArena.StartAsync(nodes: 3);

    public async ValueTask DisposeAsync() => await Arena.DisposeAsync();
}
