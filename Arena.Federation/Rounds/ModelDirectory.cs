using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Federation.Blobs;
using Microsoft.Extensions.Options;

namespace Arena.Federation.Rounds;

/// <summary>The models by name, at most <see cref="MaxModels"/>. Opened after the ledger, before anybody calls.</summary>
internal sealed partial class ModelDirectory(
    ILedger ledger, BlobFolder blobs, IOptions<BlobOptions> options, ILogger<ModelDirectory> logger) : IHostedService, IDisposable
{
    public const int MaxModels = 1_000;

    private readonly ConcurrentDictionary<string, FederatedModel> _models = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _creating = new(1);
    private volatile TaskCompletionSource _news = NewNews();

    public IReadOnlyList<FederatedModel> All => [.. _models.Values.OrderBy(m => m.Name, StringComparer.Ordinal)];

    public bool Full => _models.Count >= MaxModels;

    /// <summary>Ends with the next change of any model. Taken before reading what it may change.</summary>
    public Task NextChange => _news.Task;

    /// <summary>Opens all that the ledger has.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in await ledger.Models.ListAsync(cancellationToken))
        {
            var fault = FaultOf(entry);
            var model = Open(entry, await ledger.Models.OpenRoundAsync(entry.Name, cancellationToken), fault);
            _models[entry.Name] = model;
            if (fault is not null)
                LogFaulty(entry.Name, entry.Current.Number, fault);
            else
                LogOpened(entry.Name, entry.Current.Number, model.Snapshot.Round.Length);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a model at version 0; null when the name is taken.</summary>
    public async Task<FederatedModel?> CreateAsync(
        string name, ModelSpec spec, float[] initial, Requester by, CancellationToken cancellationToken)
    {
        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (_models.ContainsKey(name))
                return null;
            var digest = blobs.Of(name).Write(VectorKind.Weights, 0, initial);
            if (!await ledger.Models.CreateAsync(new NewModel(name, spec.ToJson(), digest), by, CancellationToken.None))
                return null;
            var versions = await ledger.Models.VersionsAsync(name, before: null, limit: 1, CancellationToken.None);
            var model = _models[name] = Open(new ModelEntry(name, spec.ToJson(), versions[0]), []);
            Changed();
            return model;
        }
        finally
        {
            _creating.Release();
        }
    }

    public FederatedModel? Find(string name) => _models.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var model in _models.Values)
            model.Dispose();
        _creating.Dispose();
    }

    private FederatedModel Open(ModelEntry entry, IReadOnlyList<ModelUpdateEntry> round, string? fault = null) =>
        new(entry, round, ledger.Models, blobs.Of(entry.Name), options.Value.KeepVersions, Changed) { Fault = fault };

    // Weights that are not those that the ledger knows are nobody's to train on.
    private string? FaultOf(ModelEntry entry)
    {
        try
        {
            var dimension = ModelSpec.Parse(entry.Spec).Dimension;
            using var weights = blobs.Of(entry.Name).Open(VectorKind.Weights, entry.Current.Number, dimension);
            return SHA256.HashData(MemoryMarshal.AsBytes(weights.Values.Span)).AsSpan().SequenceEqual(entry.Current.Digest)
                ? null
                : "its weights are not those of which the ledger has the digest";
        }
        catch (InvalidDataException missing)
        {
            return missing.Message;
        }
    }

    private void Changed() => Interlocked.Exchange(ref _news, NewNews()).SetResult();

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} is at version {Version}; {Updates} updates wait for the next")]
    private partial void LogOpened(string model, long version, int updates);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Model} cannot be read at version {Version}: {Fault}")]
    private partial void LogFaulty(string model, long version, string fault);
}
