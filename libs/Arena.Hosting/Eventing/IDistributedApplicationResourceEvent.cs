using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Eventing;

public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    IResource Resource { get; }
}
