using Arena.Backplane.Ledger;
using Arena.Core.Dials;

namespace Arena.ControlPlane.Dials;

/// <summary>Epochs of the dials as the ledger has them.</summary>
internal static class DialEntries
{
    /// <exception cref="InvalidDataException">Somebody altered it, and it is none any more.</exception>
    public static DialEpoch ToEpoch(DialEntry entry)
    {
        try
        {
            return new DialEpoch(entry.Number, DialValues.Parse(entry.Values), entry.At, entry.By.Who, entry.By.Why);
        }
        catch (FormatException altered)
        {
            throw new InvalidDataException($"Epoch {entry.Number} of the dials cannot be read: {altered.Message}", altered);
        }
    }
}
