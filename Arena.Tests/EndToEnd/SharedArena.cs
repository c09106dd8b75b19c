namespace Arena.Tests.EndToEnd;

/// <summary>One system with three nodes for all the tests that leave it as it was.</summary>
public sealed class SharedArena : IAsyncLifetime
{
    public RunningArena Arena { get; private set; } = null!;

    public async Task InitializeAsync() => Arena = await RunningArena.StartAsync(nodes: 3);

    public async Task DisposeAsync() => await Arena.DisposeAsync();
}
