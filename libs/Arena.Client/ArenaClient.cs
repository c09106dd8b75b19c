using System.Runtime.CompilerServices;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Arena.Client;

/// <summary>
/// A connection to a control plane: the typed services, and what needs care on top of them. Calls that only read are sent again, a
/// few times within seconds, when the control plane is away (UNAVAILABLE); calls that change something are not, since one that
/// failed unheard may have succeeded. Calls with one answer end after <see cref="ArenaClientOptions.CallLimit"/>.
/// </summary>
public sealed class ArenaClient : IDisposable
{
    private static readonly TimeSpan _firstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _lastRetry = TimeSpan.FromSeconds(2);

    private readonly ReplicaAddresses _addresses;
    private readonly GrpcChannel _channel;
    private readonly TimeProvider _time;

    /// <param name="address">The control plane's gRPC endpoint, for example <c>http://127.0.0.1:5081</c>.</param>
    /// <param name="options">How it is used. Default: as it is for one control plane near by.</param>
    public ArenaClient(Uri address, ArenaClientOptions? options = null)
        : this([address], options)
    {
    }

    /// <param name="addresses">
    /// The gRPC endpoints of the control plane's replicas: the first is called until it is gone, then the next. At least one.
    /// </param>
    /// <param name="options">How they are used. Default: as they are for one control plane near by.</param>
    public ArenaClient(IReadOnlyList<Uri> addresses, ArenaClientOptions? options = null)
    {
        options ??= new ArenaClientOptions();
        _addresses = new ReplicaAddresses(addresses);
        _channel = ArenaChannel.Open(_addresses, options.TrustedRoots, channel => channel.ServiceConfig = RetriedCalls.Config());
        _time = options.Time;
        var calls = _channel.Intercept(new CallLimit(options.CallLimit, options.Time));
        if (options.Key is { } key)
            calls = calls.Intercept(metadata => Showing(key, metadata));
        Leagues = new LeagueService.LeagueServiceClient(calls);
        Nodes = new NodeService.NodeServiceClient(calls);
        Agents = new AgentService.AgentServiceClient(calls);
        Ledger = new LedgerService.LedgerServiceClient(calls);
        Audit = new AuditService.AuditServiceClient(calls);
        Proofs = new ProofService.ProofServiceClient(calls);
        Ratings = new RatingService.RatingServiceClient(calls);
        Access = new AccessService.AccessServiceClient(calls);
        Flags = new FlagService.FlagServiceClient(calls);
        Dials = new DialService.DialServiceClient(calls);
    }

    /// <summary>Where the control plane is; of several replicas, the one that is called now.</summary>
    public Uri Address => _addresses.Current;

    /// <summary>Starting, watching and stopping leagues.</summary>
    public LeagueService.LeagueServiceClient Leagues { get; }

    /// <summary>Which nodes there are, and draining them.</summary>
    public NodeService.NodeServiceClient Nodes { get; }

    /// <summary>The games, and the agents that play them.</summary>
    public AgentService.AgentServiceClient Agents { get; }

    /// <summary>The hash chain of results, and whether it is whole.</summary>
    public LedgerService.LedgerServiceClient Ledger { get; }

    /// <summary>Every change that somebody made.</summary>
    public AuditService.AuditServiceClient Audit { get; }

    /// <summary>The ledger's signed checkpoints, and proofs that matches are in it.</summary>
    public ProofService.ProofServiceClient Proofs { get; }

    /// <summary>Ratings over several leagues.</summary>
    public RatingService.RatingServiceClient Ratings { get; }

    /// <summary>Tenants, and the keys by which people, programs and nodes are let in.</summary>
    public AccessService.AccessServiceClient Access { get; }

    /// <summary>What is switched on, and for whom.</summary>
    public FlagService.FlagServiceClient Flags { get; }

    /// <summary>Numbers that are changed while everything runs.</summary>
    public DialService.DialServiceClient Dials { get; }

    /// <summary>
    /// Starts a league, and keeps trying for <paramref name="patience"/> while the control plane is away. The id makes
    /// that safe: a start that had succeeded unheard is found, not repeated.
    /// </summary>
    public async Task<League> StartLeagueAsync(StartLeagueRequest request, TimeSpan patience, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.Id);
        return await RetryAsync(StartAsync, patience, cancellationToken).ConfigureAwait(false);

        Task<League> StartAsync() => Leagues.StartAsync(request, cancellationToken: cancellationToken).ResponseAsync;
    }

    /// <summary>
    /// Recomputes the hash chain over the whole ledger and compares it with what else is known of it; without a time limit, since it may be
    /// long.
    /// </summary>
    /// <param name="request">May have a head that was written down.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<VerifyLedgerResponse> AuditLedgerAsync(
        VerifyLedgerRequest? request = null, CancellationToken cancellationToken = default) =>
        await Ledger.VerifyAsync(request ?? new VerifyLedgerRequest(), deadline: DateTime.MaxValue, cancellationToken: cancellationToken)
            .ResponseAsync.ConfigureAwait(false);

    /// <summary>Calls until it succeeds, the failure is not one that waiting cures, or the patience is at its end.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var start = _time.GetTimestamp();
        for (var delay = _firstRetry; ; delay = Longer(delay))
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable && _time.GetElapsedTime(start) < patience)
            {
                await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// The league's standings as they change, ending with the last ones of a league that is completed or stopped. When
    /// the control plane goes away the stream is opened again, at another replica if there is one, for <paramref name="patience"/>
    /// without any message. What is older than what was seen, or the same, is left out.
    /// </summary>
    /// <exception cref="RpcException">NOT_FOUND: no such league. UNAVAILABLE: the patience is at its end.</exception>
    public async IAsyncEnumerable<Standings> WatchLeagueAsync(
        string leagueId, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Standings? last = null;
        await foreach (var next in ReopenedAsync(Open, patience, cancellationToken).ConfigureAwait(false))
        {
            if (last is not null && !IsNews(next, last))
                continue;
            yield return last = next;
            if (next.League.State is LeagueState.Completed or LeagueState.Stopped)
                yield break;
        }

        AsyncServerStreamingCall<Standings> Open() =>
            Leagues.Watch(new WatchLeagueRequest { LeagueId = leagueId }, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// What happens to leagues, in the order of the ledger, each event once. When the control plane goes away the stream is opened again,
    /// at another replica if there is one, and goes on after the last event that was seen; for <paramref name="patience"/> without one.
    /// </summary>
    /// <param name="leagueId">Only this league's. Empty: all leagues'.</param>
    /// <param name="after">The id of the last event that was seen; "0" for all that are kept.</param>
    /// <param name="patience">How long to try while nobody answers.</param>
    /// <param name="cancellationToken">Ends the stream, which does not end by itself.</param>
    /// <exception cref="RpcException">
    /// NOT_FOUND: no such league. OUT_OF_RANGE: events after that one are not kept any more. UNAVAILABLE: the patience is at its end.
    /// </exception>
    public async IAsyncEnumerable<LeagueEvent> WatchEventsAsync(
        string leagueId, string after, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(after);
        var last = after;
        await foreach (var next in ReopenedAsync(Open, patience, cancellationToken).ConfigureAwait(false))
        {
            last = next.Id;
            yield return next;
        }

        AsyncServerStreamingCall<LeagueEvent> Open() =>
            Leagues.WatchEvents(new WatchEventsRequest { LeagueId = leagueId, After = last }, cancellationToken: cancellationToken);
    }

    /// <summary>Closes the channel; calls that are under way fail.</summary>
    public void Dispose() => _channel.Dispose();

    // The messages of a stream that is opened again whenever it breaks.
    private async IAsyncEnumerable<T> ReopenedAsync<T>(
        Func<AsyncServerStreamingCall<T>> open, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = _time.GetTimestamp();
        var isOpen = false;
        var delay = _firstRetry;
        while (true)
        {
            var asked = Address;
            using var call = open();
            while (await HasNextAsync(call.ResponseStream, IsPatient, cancellationToken).ConfigureAwait(false))
            {
                (isOpen, delay, asked) = (true, _firstRetry, Address);
                yield return call.ResponseStream.Current;
            }

            // It may have been quiet for long before it broke: patience is for what comes then.
            if (isOpen)
                (heard, isOpen) = (_time.GetTimestamp(), false);
            _addresses.PassOver(asked);
            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            delay = Longer(delay);
        }

        bool IsPatient() => isOpen || _time.GetElapsedTime(heard) < patience;
    }

    // False: the stream broke and should be opened again.
    private static async Task<bool> HasNextAsync<T>(
        IAsyncStreamReader<T> stream, Func<bool> patient, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNext(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.Internal && patient())
        {
            return false;
        }
    }

    // A replica that was asked second may know less.
    private static bool IsNews(Standings next, Standings last) =>
        next.League.Version >= last.League.Version && next.League.Played >= last.League.Played && !next.Equals(last);

    private static Metadata Showing(string key, Metadata metadata)
    {
        metadata.Add("authorization", $"Bearer {key}");
        return metadata;
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < _lastRetry ? delay * 2 : _lastRetry;
}
