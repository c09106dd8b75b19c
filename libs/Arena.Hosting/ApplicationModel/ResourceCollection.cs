using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Arena.Hosting.ApplicationModel;

/// <summary>The resources of one application; names are unique without regard to case.</summary>
internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = this.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }

    protected override void InsertItem(int index, IResource item)
    {
        if (TryGetByName(item.Name, out var other))
        {
            throw new DistributedApplicationException(
                $"Cannot add {Describe(item)}: there is already {Describe(other)}. "
                + $"Names are compared without regard to case. Resources so far: {string.Join(", ", this.Select(r => r.Name))}.");
        }

        base.InsertItem(index, item);
    }

    private static string Describe(IResource resource) => $"a {resource.GetType().Name} named '{resource.Name}'";
}
