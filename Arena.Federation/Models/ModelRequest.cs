using System.Collections.Immutable;
using Arena.Contracts.V1;
using Arena.Core.Learning;
using Arena.Core.Primitives;
using Arena.Federation.Rounds;
using Grpc.Core;

namespace Arena.Federation.Models;

/// <summary>Reads what somebody wants a model to be.</summary>
internal static class ModelRequest
{
    private const int MaxDimension = 100_000_000;
    private const int MaxClientsPerRound = 10_000;
    private const int DefaultClientsPerRound = 3;
    private const int MaxNameLength = 64;
    private const int MaxRecipeLength = 65_536;
    private static readonly TimeSpan _longestDeadline = TimeSpan.FromDays(1);

    /// <exception cref="RpcException">Something is wrong with it: the first thing.</exception>
    public static ModelSpec Read(CreateModelRequest request)
    {
        var clients = request.ClientsPerRound == 0 ? DefaultClientsPerRound : request.ClientsPerRound;
        var least = request.LeastClients == 0 ? clients : request.LeastClients;
        var (aggregator, parameters) = AggregatorOf(request);
        if (request.Name.Length is 0 or > MaxNameLength || request.Name.Contains('\0', StringComparison.Ordinal))
            throw Invalid($"name has {request.Name.Length} characters; wanted 1 to {MaxNameLength}, and no NUL among them");
        if (request.Dimension is < 1 or > MaxDimension)
            throw Invalid($"dimension is {request.Dimension}; wanted 1 to {MaxDimension}");
        if (clients is < 1 or > MaxClientsPerRound)
            throw Invalid($"clients_per_round is {clients}; wanted 1 to {MaxClientsPerRound}, or 0 for {DefaultClientsPerRound}");
        if (least < 1 || least > clients)
            throw Invalid($"least_clients is {least}; wanted 1 to {clients}, the clients_per_round, or 0 for that");
        if (least < aggregator.LeastClients)
            throw Invalid(
                $"{(request.LeastClients == 0 ? "clients_per_round" : "least_clients")} is {least}; "
                + $"{aggregator.Name} with these parameters wants {aggregator.LeastClients}");
        if (!(request.DeadlineSeconds >= 0 && request.DeadlineSeconds <= _longestDeadline.TotalSeconds))
            throw Invalid($"deadline_seconds is {request.DeadlineSeconds}; wanted 0 to {_longestDeadline.TotalSeconds}");
        if (request.Rounds < 0)
            throw Invalid($"rounds is {request.Rounds}; wanted 1 or more, or 0 for rounds without end");
        if (request.Recipe.Length > MaxRecipeLength || request.Recipe.Contains('\0', StringComparison.Ordinal))
            throw Invalid($"recipe has {request.Recipe.Length} characters; wanted at most {MaxRecipeLength}, and no NUL among them");
        if (request.Initial.Count != 0 && request.Initial.Count != request.Dimension)
            throw Invalid($"initial has {request.Initial.Count} weights; wanted none or {request.Dimension}");
        if (!request.Initial.All(float.IsFinite))
            throw Invalid("initial has a weight that is not finite");
        return new ModelSpec
        {
            Dimension = request.Dimension,
            Aggregator = aggregator.Name,
            Parameters = parameters.Values.ToImmutableSortedDictionary(),
            ClientsPerRound = clients,
            LeastClients = least,
            Deadline = TimeSpan.FromSeconds(request.DeadlineSeconds),
            Rounds = request.Rounds,
            Recipe = request.Recipe,
        };
    }

    private static (IAggregator Aggregator, ParameterSet Parameters) AggregatorOf(CreateModelRequest request)
    {
        var name = request.Aggregator.Length == 0 ? Aggregators.All[0].Name : request.Aggregator;
        return Aggregators.Create(name, request.Parameters, out var parameters, out var fault) is { } aggregator
            ? (aggregator, parameters)
            : throw Invalid(fault);
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
