using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>A control plane's leagues, as a test says.</summary>
internal sealed class FakeLeagues : LeagueService.LeagueServiceBase
{
    private int _calls;

    public Func<int, ServerCallContext, Task<League>> Answer { get; init; } = (_, _) => Task.FromResult(new League());

    public Func<IServerStreamWriter<Standings>, ServerCallContext, Task> Watching { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Calls with one answer so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public override Task<League> Get(GetLeagueRequest request, ServerCallContext context) => NextAsync(context);

    public override Task<League> Pause(PauseLeagueRequest request, ServerCallContext context) => NextAsync(context);

    public override Task Watch(WatchLeagueRequest request, IServerStreamWriter<Standings> responseStream, ServerCallContext context) =>
        Watching(responseStream, context);

    private Task<League> NextAsync(ServerCallContext context) => Answer(Interlocked.Increment(ref _calls), context);
}
