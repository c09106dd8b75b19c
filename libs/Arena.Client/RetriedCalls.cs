using Arena.Contracts.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Arena.Client;

/// <summary>
/// The calls that are sent again when the control plane is away: those that only read. <c>Start</c>, <c>Pause</c>, <c>Resume</c> and
/// <c>Stop</c> are not: an answer that was lost does not mean that nothing happened, and meanwhile somebody else may have decided
/// otherwise. <see cref="ArenaClient.StartLeagueAsync"/> repeats a start, whose id makes that safe; <c>Watch</c> is opened again by
/// <see cref="ArenaClient.WatchLeagueAsync"/>.
/// </summary>
internal static class RetriedCalls
{
    // gRPC's own bound for a channel that says no more.
    private const int MaxAttempts = 5;

    private static readonly string[] _accessReads = ["ListKeys", "ListTenants"];
    private static readonly string[] _dialReads = ["List", "History", "Effect"];
    private static readonly string[] _flagReads = ["List", "Get", "ListHistory", "Evaluate", "Report"];
    private static readonly string[] _leagueReads = ["Get", "List", "GetStandings", "ListMatches", "GetMatchRecord"];
    private static readonly string[] _proofReads = ["GetCheckpoint", "ProveMatch", "ProveConsistency", "ListSigningKeys"];

    public static ServiceConfig Config()
    {
        var reads = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = MaxAttempts,
                InitialBackoff = TimeSpan.FromMilliseconds(200),
                BackoffMultiplier = 2,
                MaxBackoff = TimeSpan.FromSeconds(2),
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in _leagueReads)
            reads.Names.Add(NameOf(LeagueService.Descriptor.FindMethodByName(method)));
        foreach (var method in _flagReads)
            reads.Names.Add(NameOf(FlagService.Descriptor.FindMethodByName(method)));
        foreach (var method in _dialReads)
            reads.Names.Add(NameOf(DialService.Descriptor.FindMethodByName(method)));
        foreach (var method in _proofReads)
            reads.Names.Add(NameOf(ProofService.Descriptor.FindMethodByName(method)));
        foreach (var method in _accessReads)
            reads.Names.Add(NameOf(AccessService.Descriptor.FindMethodByName(method)));
        ServiceDescriptor[] readOnly =
        [
            NodeService.Descriptor, AgentService.Descriptor, LedgerService.Descriptor, RatingService.Descriptor, AuditService.Descriptor,
        ];
        foreach (var service in readOnly)
            reads.Names.Add(new MethodName { Service = service.FullName });
        return new ServiceConfig { MethodConfigs = { reads } };
    }

    private static MethodName NameOf(MethodDescriptor method) => new() { Service = method.Service.FullName, Method = method.Name };
}
