using Arena.Core.Pgn;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>Players by the bytes of their names, so that a name is decoded once and not once a game.</summary>
internal sealed class NameTable(ResultSetBuilder builder)
{
    private readonly Dictionary<byte[], int> _numbers = new(ByteComparer.Instance);

    public int this[ReadOnlySpan<byte> name]
    {
        get
        {
            var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (lookup.TryGetValue(name, out var number)) return number;
            number = builder.Player(PgnText.Decode(name));
            lookup[name] = number;
            return number;
        }
    }
}
