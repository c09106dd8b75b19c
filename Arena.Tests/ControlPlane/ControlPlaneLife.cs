using Arena.Backplane.Ledger;
using Arena.ControlPlane;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Arena.ServiceDefaults.Flags;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Arena.Tests.ControlPlane;

/// <summary>One life of a control plane over a ledger that outlives it: its features as the program adds them, without a server.</summary>
internal sealed class ControlPlaneLife : IAsyncDisposable
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    private ControlPlaneLife(ServiceProvider services) =>
        (_services, _hosted) = (services, [.. services.GetServices<IHostedService>()]);

    public static async Task<ControlPlaneLife> StartAsync(ILedger ledger, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(time);
        builder.Services.AddLogging();
        builder.Services.AddFlagGate();
        builder.Services.AddDialBook();
        builder.AddFeatures();
        builder.Services.AddSingleton(ledger); // instead of one of its own
        builder.Services.AddSingleton<ChangeWatch>();
        builder.Services.AddSingleton<ILeagueFollower>(services => services.GetRequiredService<ChangeWatch>());
        var life = new ControlPlaneLife(builder.Services.BuildServiceProvider());
        foreach (var service in life._hosted)
            await service.StartAsync(_none);
        return life;
    }

    public IKeyRing Keys => _services.GetRequiredService<IKeyRing>();

    public TimeProvider Time => _services.GetRequiredService<TimeProvider>();

    public LeagueDirectory Leagues => _services.GetRequiredService<LeagueDirectory>();

    public LeagueStarter Starter => _services.GetRequiredService<LeagueStarter>();

    public NodeDirectory Nodes => _services.GetRequiredService<NodeDirectory>();

    public Rechecker Rechecker => _services.GetRequiredService<Rechecker>();

    public RecheckDirectory Rechecks => _services.GetRequiredService<RecheckDirectory>();

    public EventFeed Events => _services.GetRequiredService<EventFeed>();

    public LedgerSignal Signal => _services.GetRequiredService<LedgerSignal>();

    /// <summary>Completes when a league next has more tasks, or is told of otherwise.</summary>
    public Task Changed => _services.GetRequiredService<ChangeWatch>().Next;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _hosted.Reverse())
            await service.StopAsync(_none);
        await _services.DisposeAsync();
    }

    private sealed class ChangeWatch : ILeagueFollower
    {
        private TaskCompletionSource _next = New();

        public Task Next => Volatile.Read(ref _next).Task;

        public ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken)
        {
            Interlocked.Exchange(ref _next, New()).SetResult();
            return ValueTask.CompletedTask;
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
