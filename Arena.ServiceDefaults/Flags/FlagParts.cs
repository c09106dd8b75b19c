using Arena.Contracts.V1;

namespace Arena.ServiceDefaults.Flags;

/// <summary>Puts together what comes down one stream, until the last part is there.</summary>
public sealed class FlagParts(FlagBook book)
{
    private readonly List<FlagVersion> _parts = [];

    public void Take(FlagSet part)
    {
        ArgumentNullException.ThrowIfNull(part);
        _parts.AddRange(FlagMessages.ToDomain(part));
        if (part.IsPart)
            return;
        book.Take([.. _parts]);
        _parts.Clear();
    }
}
