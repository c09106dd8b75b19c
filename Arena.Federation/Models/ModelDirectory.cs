using System.Collections.Concurrent;

namespace Arena.Federation.Models;

/// <summary>The models by name, at most <see cref="MaxModels"/>.</summary>
internal sealed class ModelDirectory
{
    public const int MaxModels = 1_000;

    private readonly ConcurrentDictionary<string, FederatedModel> _models = new(StringComparer.Ordinal);

    public IReadOnlyList<FederatedModel> All => [.. _models.Values.OrderBy(m => m.Name, StringComparer.Ordinal)];

    public bool Full => _models.Count >= MaxModels;

    public bool TryAdd(FederatedModel model) => _models.TryAdd(model.Name, model);

    public FederatedModel? Find(string name) => _models.GetValueOrDefault(name);
}
