using System.Collections.Frozen;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Dials;

namespace Arena.ControlPlane.Dials;

/// <summary>The epoch of the dials that this replica goes by, and tells its nodes.</summary>
internal sealed class DialDirectory
{
    private readonly DialBook _book;
    private volatile DialEpoch _current = DialEpoch.First;

    public DialDirectory(DialBook book)
    {
        _book = book;
        Take(DialEpoch.First);
    }

    public DialEpoch Current => _current;

    /// <summary>From now on this is the epoch.</summary>
    public void Take(DialEpoch epoch)
    {
        _current = epoch;
        _book.Take(new DialSnapshot(epoch.Number, epoch.Values.All.ToFrozenDictionary(StringComparer.Ordinal)));
    }
}
