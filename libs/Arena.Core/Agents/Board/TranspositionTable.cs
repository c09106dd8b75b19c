namespace Arena.Core.Agents.Board;

/// <summary>
/// Remembers searched positions by their keys; the newest wins a place. It begins small and grows with what is stored, for
/// most matches are small.
/// </summary>
internal sealed class TranspositionTable
{
    private const int SmallestBits = 8, LargestBits = 18;

    private (ulong Key, TableEntry Entry)[] _places = [];
    private int _bits = SmallestBits;
    private int _stored;

    /// <param name="key">A position's key; 0 is none, and never found.</param>
    public TableEntry? Find(ulong key)
    {
        if (key == 0 || _places.Length == 0) return null;
        ref readonly var place = ref _places[Place(key)];
        return place.Key == key ? place.Entry : null;
    }

    public void Store(ulong key, TableEntry entry)
    {
        if (key == 0) return;
        if (_places.Length == 0) _places = new (ulong, TableEntry)[1 << _bits];
        if (++_stored > _places.Length && _bits < LargestBits) Grow();
        _places[Place(key)] = (key, entry);
    }

    private void Grow()
    {
        var old = _places;
        _bits += 2;
        _places = new (ulong, TableEntry)[1 << _bits];
        foreach (var place in old)
            if (place.Key != 0) _places[Place(place.Key)] = place;
    }

    // Keys of small games are dense in their low bits only.
    private int Place(ulong key) => (int)(key * 0x9E3779B97F4A7C15 >> (64 - _bits));
}
