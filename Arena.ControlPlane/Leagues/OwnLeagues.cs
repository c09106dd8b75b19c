using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;
using Grpc.Core;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// The leagues of whoever calls: what every page, endpoint and rpc looks leagues up by. Of others' it says what it says of those that do
/// not exist.
/// </summary>
internal sealed class OwnLeagues(LeagueDirectory directory, LeagueStarter starter, LeagueLife life, IHttpContextAccessor http)
{
    private string Tenant => Caller.Of(http.HttpContext ?? throw new InvalidOperationException("Nobody calls.")).Tenant;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LeagueProgress> List() => directory.List(Tenant);

    /// <summary>The league, or null when the caller has none with this id.</summary>
    public ValueTask<LeagueState?> FindAsync(string id, CancellationToken cancellationToken) =>
        directory.FindAsync(Own(id), cancellationToken);

    /// <exception cref="RpcException">NOT_FOUND: the caller has none with this id.</exception>
    public async ValueTask<LeagueState> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new RpcException(new Status(StatusCode.NotFound, NotFound(id)));

    /// <summary>What is told of an id that none has, with those that there are.</summary>
    public string NotFound(string id) => directory.NotFound(Own(id));

    /// <summary>Whether it is one of the caller's.</summary>
    /// <param name="leagueId">As the ledger has it.</param>
    public bool Has(string leagueId) => TenantName.TenantOf(leagueId) == Tenant;

    /// <summary>What a document is, or what is wrong with it, if the caller were to start it.</summary>
    public LeagueParse Read(string document) => LeagueStarter.Read(Tenant, document);

    public Task<StartOutcome> StartAsync(
        string document, string? id, ulong? seed, Guid? call, Requester by, CancellationToken cancellationToken) =>
        starter.StartAsync(Tenant, document, id, seed, call, by, cancellationToken);

    public Task<LifeOutcome> PauseAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        life.PauseAsync(Own(id), version, by, cancellationToken);

    public Task<LifeOutcome> ResumeAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        life.ResumeAsync(Own(id), version, by, cancellationToken);

    public Task<LifeOutcome> StopAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        life.StopAsync(Own(id), version, by, cancellationToken);

    private string Own(string id) => TenantName.Qualify(Tenant, id);
}
