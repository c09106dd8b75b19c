using Arena.Contracts.V1;
using Arena.Core.Learning;
using Google.Protobuf;
using Grpc.Core;

namespace Arena.Federation.Models;

internal sealed class FederationGrpcService(
    ModelDirectory directory, FederationInstruments instruments) : FederationService.FederationServiceBase
{
    private const int MaxDimension = 100_000_000;
    private const int MaxClientsPerRound = 10_000;
    private const int DefaultClientsPerRound = 3;
    private const int MaxNameLength = 64;
    private const int WeightsPerChunk = 16_384;

    public override Task<Model> CreateModel(CreateModelRequest request, ServerCallContext context)
    {
        var clients = request.ClientsPerRound == 0 ? DefaultClientsPerRound : request.ClientsPerRound;
        var aggregator = AggregatorOf(request.Aggregator);
        if (request.Name.Length is 0 or > MaxNameLength)
            throw Invalid($"name has {request.Name.Length} characters; wanted 1 to {MaxNameLength}");
        if (request.Dimension is < 1 or > MaxDimension)
            throw Invalid($"dimension is {request.Dimension}; wanted 1 to {MaxDimension}");
        if (clients is < 1 or > MaxClientsPerRound)
            throw Invalid($"clients_per_round is {clients}; wanted 1 to {MaxClientsPerRound}, or 0 for {DefaultClientsPerRound}");
        if (request.Initial.Count != 0 && request.Initial.Count != request.Dimension)
            throw Invalid($"initial has {request.Initial.Count} weights; wanted none or {request.Dimension}");
        if (!request.Initial.All(float.IsFinite))
            throw Invalid("initial has a weight that is not finite");
        if (directory.Full)
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"there are {ModelDirectory.MaxModels} models already, which is the limit"));

        var model = new FederatedModel(
            request.Name, aggregator, clients, request.Initial.Count == 0 ? new float[request.Dimension] : [.. request.Initial]);
        return directory.TryAdd(model)
            ? Task.FromResult(ToMessage(model))
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
        var model = Find(header.Model);
        if (header.BaseVersion != model.Version.Number)
            throw WrongVersion(header, model.Version.Number);
        var update = new ClientUpdate(
            header.Client, header.Samples, header.LocalSteps, await ReadDeltaAsync(stream, model.Dimension, cancellationToken));
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

    // On the wire an aggregator is a value of the enum, in Core a name: the same word.
    private static IAggregator AggregatorOf(Aggregator aggregator)
    {
        var wanted = aggregator == Aggregator.Unspecified ? Aggregator.Fedavg : aggregator;
        return Aggregators.Find(NameOf(wanted)) ??
            throw Invalid($"aggregator is {(int)aggregator}; wanted {string.Join(" or ", Aggregators.Names.Select(Choice))}");
    }

    private static Aggregator ToWire(string name) => Enum.GetValues<Aggregator>().Single(value => NameOf(value) == name);

    private static string NameOf(Aggregator aggregator) => aggregator.ToString().ToLowerInvariant();

    private static string Choice(string name) => $"{(int)ToWire(name)} ({name})";

    private static Model ToMessage(FederatedModel model)
    {
        var (version, received) = model.Round();
        return new Model
        {
            Name = model.Name,
            Dimension = model.Dimension,
            Aggregator = ToWire(model.Aggregator.Name),
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
