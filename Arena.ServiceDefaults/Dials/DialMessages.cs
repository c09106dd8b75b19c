using System.Collections.Frozen;
using Arena.Contracts.V1;

namespace Arena.ServiceDefaults.Dials;

/// <summary>Dials as services tell one another of them.</summary>
public static class DialMessages
{
    public static DialSet ToMessage(DialSnapshot dials)
    {
        ArgumentNullException.ThrowIfNull(dials);
        return new DialSet { Epoch = dials.Epoch, Values = { dials.Values } };
    }

    public static DialSnapshot ToDomain(DialSet told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return new DialSnapshot(told.Epoch, told.Values.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
