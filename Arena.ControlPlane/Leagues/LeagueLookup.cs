using Grpc.Core;

namespace Arena.ControlPlane.Leagues;

/// <summary>What callers are told of an id that no league has.</summary>
internal static class LeagueLookup
{
    /// <exception cref="RpcException">NOT_FOUND: no league has this id.</exception>
    public static async ValueTask<LeagueState> GetAsync(this LeagueDirectory directory, string id, CancellationToken cancellationToken) =>
        await directory.FindAsync(id, cancellationToken) ?? throw new RpcException(new Status(StatusCode.NotFound, directory.NotFound(id)));
}
