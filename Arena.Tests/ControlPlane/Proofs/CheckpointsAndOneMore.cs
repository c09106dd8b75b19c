using System.Reflection;
using Arena.Backplane.Ledger;

namespace Arena.Tests.ControlPlane.Proofs;

/// <summary>Checkpoints of a store, and one that somebody put there past it.</summary>
public class CheckpointsAndOneMore : DispatchProxy
{
    private ICheckpointStore? _store;
    private StoredCheckpoint? _more;

    public static ICheckpointStore Of(ICheckpointStore store, StoredCheckpoint more)
    {
        var proxy = Create<ICheckpointStore, CheckpointsAndOneMore>();
        var own = (CheckpointsAndOneMore)proxy;
        (own._store, own._more) = (store, more);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ICheckpointStore.ListAsync)
            ? ListAsync((long)args![0]!, (int)args[1]!)
            : targetMethod.Invoke(_store, args);

    private async Task<IReadOnlyList<StoredCheckpoint>> ListAsync(long before, int limit)
    {
        var all = await _store!.ListAsync(long.MaxValue, int.MaxValue, CancellationToken.None);
        return [.. all.Prepend(_more!).Where(checkpoint => checkpoint.Number < before).Take(limit)];
    }
}
