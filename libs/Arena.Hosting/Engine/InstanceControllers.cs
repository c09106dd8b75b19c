using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Every instance that has a life of its own, by its id.</summary>
internal sealed class InstanceControllers : IDisposable
{
    private readonly List<InstanceController> _all = [];

    public IReadOnlyList<InstanceController> All => _all;

    public void Add(InstanceController controller) => _all.Add(controller);

    public InstanceController Of(string instanceId) =>
        _all.FirstOrDefault(c => string.Equals(c.Instance.Id, instanceId, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"'{instanceId}' is not run by this application");

    public void Dispose()
    {
        foreach (var controller in _all)
            controller.Dispose();
    }
}
