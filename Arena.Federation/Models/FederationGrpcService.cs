using Arena.Contracts.V1;
using Arena.Core.Learning;
using Arena.Core.Primitives;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Google.Protobuf;
using Grpc.Core;

namespace Arena.Federation.Models;

internal sealed class FederationGrpcService(
    ModelDirectory directory, FlagGate gate, FederationInstruments instruments) : FederationService.FederationServiceBase
{
    private const int MaxDimension = 100_000_000;
    private const int MaxClientsPerRound = 10_000;
    private const int DefaultClientsPerRound = 3;
    private const int MaxNameLength = 64;
    private const int WeightsPerChunk = 16_384;

    public override async Task<Model> CreateModel(CreateModelRequest request, ServerCallContext context)
    {
        await RefuseIfOffAsync(FlagSubject.Tenant(Caller.DefaultTenant), context.CancellationToken);
        var clients = request.ClientsPerRound == 0 ? DefaultClientsPerRound : request.ClientsPerRound;
        var (aggregator, parameters) = AggregatorOf(request);
        if (request.Name.Length is 0 or > MaxNameLength)
            throw Invalid($"name has {request.Name.Length} characters; wanted 1 to {MaxNameLength}");
        if (request.Dimension is < 1 or > MaxDimension)
            throw Invalid($"dimension is {request.Dimension}; wanted 1 to {MaxDimension}");
        if (clients is < 1 or > MaxClientsPerRound)
            throw Invalid($"clients_per_round is {clients}; wanted 1 to {MaxClientsPerRound}, or 0 for {DefaultClientsPerRound}");
        if (clients < aggregator.LeastClients)
            throw Invalid($"clients_per_round is {clients}; {aggregator.Name} with these parameters wants {aggregator.LeastClients}");
        if (request.Initial.Count != 0 && request.Initial.Count != request.Dimension)
            throw Invalid($"initial has {request.Initial.Count} weights; wanted none or {request.Dimension}");
        if (!request.Initial.All(float.IsFinite))
            throw Invalid("initial has a weight that is not finite");
        if (directory.Full)
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"there are {ModelDirectory.MaxModels} models already, which is the limit"));

        var model = new FederatedModel(
            request.Name, aggregator, parameters, clients,
            request.Initial.Count == 0 ? new float[request.Dimension] : [.. request.Initial]);
        return directory.TryAdd(model)
            ? ToMessage(model)
            : throw new RpcException(new Status(StatusCode.AlreadyExists, $"there is a model '{request.Name}' already"));
    }

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListModelsResponse { Models = { directory.All.Select(ToMessage) } });

    public override Task<Model> GetModel(GetModelRequest request, ServerCallContext context) =>
        Task.FromResult(ToMessage(Find(request.Name)));

    public override async Task PullModel(
        GetModelRequest request, IServerStreamWriter<WeightChunk> responseStream, ServerCallContext context)
    {
        var version = Find(request.Name).Version;
        for (var offset = 0; offset < version.Weights.Length; offset += WeightsPerChunk)
        {
            var part = version.Weights.Slice(offset, Math.Min(WeightsPerChunk, version.Weights.Length - offset));
            var chunk = new WeightChunk { Version = version.Number, Offset = offset };
            chunk.Weights.AddRange(part.ToArray());
            await responseStream.WriteAsync(chunk, context.CancellationToken);
        }
    }

    public override async Task<SubmitUpdateResponse> SubmitUpdate(IAsyncStreamReader<UpdateChunk> requestStream, ServerCallContext context)
    {
        var accepted = false;
        try
        {
            var response = await SubmitAsync(requestStream, context.CancellationToken);
            accepted = true;
            return response;
        }
        finally
        {
            instruments.Updated(accepted);
        }
    }

    private async Task<SubmitUpdateResponse> SubmitAsync(IAsyncStreamReader<UpdateChunk> stream, CancellationToken cancellationToken)
    {
        if (!await stream.MoveNext(cancellationToken) || stream.Current.Header is not { } header)
            throw Invalid("the first message must be header");
        await RefuseIfOffAsync(FlagSubject.Agent(header.Client), cancellationToken);
        var model = Find(header.Model);
        if (!model.TakesFrom(header.BaseVersion))
            throw WrongVersion(header, model.Version.Number);
        var update = new ClientUpdate(
            header.Client, header.Samples, header.LocalSteps, await ReadDeltaAsync(stream, model.Dimension, cancellationToken))
        {
            Loss = header.HasLoss ? header.Loss : double.NaN,
            StepNorm = header.HasStepNorm ? header.StepNorm : null,
        };
        if (model.Aggregator.Check(update, model.Dimension) is { } fault)
            throw Invalid(fault.ToString());
        switch (model.Submit(update, header.BaseVersion))
        {
            case SubmitOutcome.WrongVersion wrong:
                throw WrongVersion(header, wrong.Current);
            case SubmitOutcome.Unusable unusable:
                throw Invalid(unusable.Reason);
            case SubmitOutcome.Accepted accepted:
                if (accepted.RoundClosed)
                    instruments.RoundClosed();
                return new SubmitUpdateResponse { Version = accepted.Version, RoundClosed = accepted.RoundClosed,
                    WaitingFor = accepted.WaitingFor };
            default:
                throw new InvalidOperationException("unexpected outcome");
        }
    }

    // Models that are there can be read all the same.
    private async Task RefuseIfOffAsync(string subject, CancellationToken cancellationToken)
    {
        var answer = await gate.AskAsync(
            Caller.DefaultTenant, KnownFlag.FederatedLearning, new FlagSubject(subject), cancellationToken);
        if (!answer.IsOn)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"the flag '{KnownFlag.FederatedLearning}' is off for {subject}: nothing is taken in"));
        }
    }

    // Grows with what comes, never past what the model has: a client cannot make the service buffer more.
    private static async Task<float[]> ReadDeltaAsync(
        IAsyncStreamReader<UpdateChunk> stream, int dimension, CancellationToken cancellationToken)
    {
        var delta = new List<float>(Math.Min(dimension, WeightsPerChunk));
        while (await stream.MoveNext(cancellationToken))
        {
            if (stream.Current.Delta is not { } chunk)
                throw Invalid("after the header only delta may come");
            if (delta.Count + chunk.Values.Count > dimension)
                throw Invalid($"found more than {dimension} dimensions; wanted {dimension}");
            delta.AddRange(chunk.Values);
        }

        return [.. delta];
    }

    private FederatedModel Find(string name)
    {
        if (directory.Find(name) is { } model)
            return model;
        var known = string.Join(", ", directory.All.Take(10).Select(m => m.Name));
        throw new RpcException(new Status(
            StatusCode.NotFound, $"there is no model '{name}'; models: {(known.Length == 0 ? "none" : known)}"));
    }

    private static (IAggregator Aggregator, ParameterSet Parameters) AggregatorOf(CreateModelRequest request)
    {
        var name = request.Aggregator.Length == 0 ? Aggregators.All[0].Name : request.Aggregator;
        if (Aggregators.Find(name) is not { } type)
            throw Invalid($"aggregator is '{name}'{NearMiss.Hint(name, Aggregators.Names)}");

        var faults = new List<ParameterFault>();
        var parameters = type.Parameters.Bind(request.Parameters, faults);
        return faults.Count == 0
            ? (type.Create(parameters), parameters)
            : throw Invalid(string.Join("; ", faults.Select(fault => $"parameters.{fault.Name}: {fault.Message}")));
    }

    private static Model ToMessage(FederatedModel model)
    {
        var (version, received) = model.Round();
        return new Model
        {
            Name = model.Name,
            Dimension = model.Dimension,
            Aggregator = model.Aggregator.Name,
            Parameters = { model.Parameters.Values.ToDictionary() },
            ClientsPerRound = model.ClientsPerRound,
            Version = version.Number,
            Received = { received },
            Hash = ByteString.CopyFrom(version.Hash),
        };
    }

    private static RpcException WrongVersion(UpdateHeader header, long current) => new(new Status(
        StatusCode.FailedPrecondition,
        $"client '{header.Client}' trained on version {header.BaseVersion} of model '{header.Model}'; the current one is "
        + $"{current}: pull it and train again"));

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
