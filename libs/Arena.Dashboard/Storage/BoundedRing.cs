namespace Arena.Dashboard.Storage;

/// <summary>A queue that can be indexed from its oldest element; it grows as needed.</summary>
internal sealed class BoundedRing<T>(int capacity)
    where T : struct
{
    private const int FirstSize = 16;

    private T[] _items = new T[Math.Min(FirstSize, capacity)];
    private int _first;

    public int Count { get; private set; }

    public int Capacity { get; } = capacity;

    public ref readonly T this[int index] => ref _items[(_first + index) % _items.Length];

    /// <summary>Adds at the end; at the limit the oldest goes.</summary>
    public void Add(in T item)
    {
        if (Count == Capacity)
            RemoveFirst();
        if (Count == _items.Length)
            Resize((int)Math.Min((long)Count * 2, Capacity));
        _items[(_first + Count) % _items.Length] = item;
        Count++;
    }

    public T RemoveFirst()
    {
        var item = this[0];
        _items[_first] = default;
        _first = (_first + 1) % _items.Length;
        Count--;
        return item;
    }

    public T[] ToArray()
    {
        var all = new T[Count];
        CopyTo(all);
        return all;
    }

    /// <summary>Puts the elements in order; needed only where they did not arrive in it.</summary>
    public void Sort(Comparison<T> comparison)
    {
        var all = ToArray();
        Array.Sort(all, comparison);
        all.CopyTo(_items, 0);
        _first = 0;
    }

    private void CopyTo(T[] target)
    {
        var head = Math.Min(Count, _items.Length - _first);
        Array.Copy(_items, _first, target, 0, head);
        Array.Copy(_items, 0, target, head, Count - head);
    }

    private void Resize(int size)
    {
        var larger = new T[size];
        CopyTo(larger);
        (_items, _first) = (larger, 0);
    }
}
