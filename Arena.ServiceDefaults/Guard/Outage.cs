using System.Data.Common;
using System.Net.Sockets;
using Grpc.Core;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace Arena.ServiceDefaults.Guard;

/// <summary>Failures that say that a dependency is away, overloaded or starting, as opposed to having understood and refused.</summary>
public static class Outage
{
    // PostgreSQL ended a transaction in which this process said nothing for too long: it was paused.
    private const string PausedInTransaction = "25P03";

    public static bool Is(Exception failure) => failure switch
    {
        DbException db => db.IsTransient || db.SqlState == PausedInTransaction,
        RpcException rpc => rpc.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted,
        HttpRequestException or SocketException or IOException or TimeoutException => true,
        TimeoutRejectedException or BrokenCircuitException or RedisConnectionException => true,
        _ => false,
    };
}
