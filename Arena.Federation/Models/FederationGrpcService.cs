using System.Runtime.InteropServices;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.Federation.Blobs;
using Arena.Federation.Rounds;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Grpc.Core;

namespace Arena.Federation.Models;

internal sealed class FederationGrpcService(
    ModelDirectory directory, UpdateIntake intake, ILedger ledger, FlagGate gate, FederationInstruments instruments,
    IHostApplicationLifetime lifetime, TimeProvider time)
    : FederationService.FederationServiceBase
{
    private const int WeightsPerChunk = 16_384;
    private const int DefaultVersions = 100;
    private const int MaxVersions = 1_000;
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(30);

    public override async Task<Model> CreateModel(CreateModelRequest request, ServerCallContext context)
    {
        await RefuseIfOffAsync(FlagSubject.Tenant(Caller.DefaultTenant), context.CancellationToken);
        var spec = ModelRequest.Read(request);
        if (directory.Find(request.Name) is not null)
            throw Taken(request.Name);
        if (directory.Full)
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"there are {ModelDirectory.MaxModels} models already, which is the limit"));

        var initial = request.Initial.Count == 0 ? new float[request.Dimension] : [.. request.Initial];
        var by = Requester.Of(Caller.Of(context.GetHttpContext()).Id);
        return await directory.CreateAsync(request.Name, spec, initial, by, context.CancellationToken) is { } model
            ? ModelMessages.Of(model)
            : throw Taken(request.Name);
    }

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListModelsResponse { Models = { directory.All.Select(ModelMessages.Of) } });

    public override Task<Model> GetModel(GetModelRequest request, ServerCallContext context) =>
        Task.FromResult(ModelMessages.Of(Find(request.Name)));

    public override async Task PullModel(
        PullModelRequest request, IServerStreamWriter<WeightChunk> responseStream, ServerCallContext context)
    {
        var model = Find(request.Name);
        var version = request.HasVersion ? request.Version : model.Snapshot.Version.Number;
        using var weights = OpenWeights(model, version);
        for (var offset = 0; offset < model.Spec.Dimension; offset += WeightsPerChunk)
        {
            var chunk = new WeightChunk { Version = version, Offset = offset };
            var part = weights.Values.Slice(offset, Math.Min(WeightsPerChunk, model.Spec.Dimension - offset));
            chunk.Weights.AddRange(MemoryMarshal.ToEnumerable(part));
            await responseStream.WriteAsync(chunk, context.CancellationToken);
        }
    }

    public override async Task WatchModels(
        WatchModelsRequest request, IServerStreamWriter<Model> responseStream, ServerCallContext context)
    {
        if (request.Name.Length > 0)
            Find(request.Name);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var told = new Dictionary<string, ModelSnapshot>(StringComparer.Ordinal);
        while (true)
        {
            var change = directory.NextChange;
            foreach (var model in request.Name.Length > 0 ? [Find(request.Name)] : directory.All)
            {
                var snapshot = model.Snapshot;
                if (told.TryGetValue(model.Name, out var before) && before == snapshot)
                    continue;
                told[model.Name] = snapshot;
                await responseStream.WriteAsync(ModelMessages.Of(model), ends.Token);
            }

            await change.WaitAsync(ends.Token);
        }
    }

    public override async Task<ListModelVersionsResponse> ListModelVersions(
        ListModelVersionsRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? DefaultVersions : request.Limit;
        if (limit is < 1 or > MaxVersions)
            throw Invalid($"limit is {limit}; wanted 1 to {MaxVersions}, or 0 for {DefaultVersions}");
        var versions = await ledger.Models.VersionsAsync(
            Find(request.Name).Name, request.HasBefore ? request.Before : null, limit, context.CancellationToken);
        return new ListModelVersionsResponse { Versions = { versions.Select(ModelMessages.Of) } };
    }

    public override async Task<SubmitUpdateResponse> SubmitUpdate(IAsyncStreamReader<UpdateChunk> requestStream, ServerCallContext context)
    {
        var isAccepted = false;
        try
        {
            var response = await SubmitAsync(requestStream, context.CancellationToken);
            isAccepted = true;
            return response;
        }
        finally
        {
            instruments.Updated(isAccepted);
        }
    }

    private async Task<SubmitUpdateResponse> SubmitAsync(IAsyncStreamReader<UpdateChunk> stream, CancellationToken cancellationToken)
    {
        var header = await HeaderAsync(stream, cancellationToken);
        await RefuseIfOffAsync(FlagSubject.Agent(header.Client), cancellationToken);
        switch (await intake.TakeAsync(Find(header.Model), header, stream, cancellationToken))
        {
            case SubmitOutcome.WrongVersion wrong:
                throw Refused(
                    header, $"trained on version {header.BaseVersion} of model '{header.Model}'; the current one is {wrong.Current}: "
                    + "pull it and train again");
            case SubmitOutcome.Complete complete:
                throw Refused(header, $"comes too late for model '{header.Model}': all its {complete.Rounds} rounds are over");
            case SubmitOutcome.Conflicting:
                throw new RpcException(new Status(
                    StatusCode.AlreadyExists, $"client '{header.Client}' has another update in this round of model '{header.Model}', "
                    + "which stays"));
            case SubmitOutcome.Unusable unusable:
                throw Invalid(unusable.Reason);
            case SubmitOutcome.Accepted accepted:
                if (accepted.RoundClosed)
                    instruments.RoundClosed();
                return new SubmitUpdateResponse
                {
                    Version = accepted.Version, RoundClosed = accepted.RoundClosed, WaitingFor = accepted.WaitingFor,
                };
            default:
                throw new InvalidOperationException("unexpected outcome");
        }
    }

    private async Task<UpdateHeader> HeaderAsync(IAsyncStreamReader<UpdateChunk> stream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_longestSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await stream.MoveNext(either.Token) && stream.Current.Header is { } header
                ? header
                : throw Invalid("the first message must be header");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(
                StatusCode.DeadlineExceeded, $"no header came within {_longestSilence.TotalSeconds} seconds"));
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

    private static MappedVector OpenWeights(FederatedModel model, long version)
    {
        var current = model.Snapshot.Version.Number;
        if (version < 0 || version > current)
            throw Missing($"model '{model.Name}' has no version {version}; its versions are 0 to {current}");
        if (model.Fault is { } fault && version == current)
            throw new RpcException(new Status(StatusCode.DataLoss, $"model '{model.Name}' has lost its weights: {fault}"));
        try
        {
            return model.Folder.Open(VectorKind.Weights, version, model.Spec.Dimension);
        }
        catch (InvalidDataException gone) when (version < current)
        {
            throw Missing($"the weights of version {version} of model '{model.Name}' are not kept any more: {gone.Message}");
        }
        catch (InvalidDataException lost)
        {
            throw new RpcException(new Status(StatusCode.DataLoss, $"model '{model.Name}' has lost its weights: {lost.Message}"));
        }
    }

    private FederatedModel Find(string name)
    {
        if (directory.Find(name) is { } model)
            return model;
        var known = string.Join(", ", directory.All.Take(10).Select(m => m.Name));
        throw Missing($"there is no model '{name}'; models: {(known.Length == 0 ? "none" : known)}");
    }

    private static RpcException Taken(string name) =>
        new(new Status(StatusCode.AlreadyExists, $"there is a model '{name}' already"));

    private static RpcException Missing(string message) => new(new Status(StatusCode.NotFound, message));

    private static RpcException Refused(UpdateHeader header, string message) =>
        new(new Status(StatusCode.FailedPrecondition, $"client '{header.Client}' {message}"));

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
