using System.Xml.Linq;
using Arena.Backplane.Ledger;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Arena.ControlPlane.Access;

/// <summary>
/// Keeps the keys that seal cookies in the ledger, for all replicas. Several that begin a fresh ledger at the same time each make one: the
/// first that comes is kept, and all use it, since they read again after they have made one.
/// </summary>
internal sealed class ProtectionKeys(IProtectionKeyStore store) : IXmlRepository
{
    // Keys are made every few months.
    private static readonly TimeSpan _apart = TimeSpan.FromMinutes(10);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. store.ListAsync(CancellationToken.None).GetAwaiter().GetResult().Select(document => XElement.Parse(document))];

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        store.TryAddAsync(element.ToString(SaveOptions.DisableFormatting), _apart, CancellationToken.None).GetAwaiter().GetResult();
    }
}
